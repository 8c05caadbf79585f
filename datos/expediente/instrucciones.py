"""VERIFICAR.txt: cómo comprobar el expediente sin el planificador y con él."""

_TEXTO = """CÓMO VERIFICAR ESTE EXPEDIENTE
{parcial}
Este archivo ZIP es un paquete BagIt (norma RFC 8493). Cada archivo de la carpeta «data» tiene su huella
SHA-256 en «manifest-sha256.txt»: si alguien cambia, agrega o quita uno, se nota.

1. Lo más simple
   Abra el planificador y suba este ZIP en «Verificar un expediente», que está en «Expediente» y en su
   dirección /verificar. No hace falta tener el plan. Dirá si está intacto, o qué archivos cambiaron.

2. Contra el recibo
   El recibo, que se entregó aparte y quedó en el acta, trae el SHA-256 del ZIP entero. Calcúlelo y compare:
     Windows:  certutil -hashfile expediente.zip SHA256
     Linux:    sha256sum expediente.zip
     Mac:      shasum -a 256 expediente.zip
   Si es igual, es el mismo archivo que se entregó. Es la única comprobación que descubre un expediente
   falsificado por completo.

3. Con otros programas
   Extraiga el ZIP y, en su carpeta:
     Linux:    sha256sum -c manifest-sha256.txt && sha256sum -c tagmanifest-sha256.txt
     Python:   bagit.py --validate .

QUÉ TRAE «data»
   indice/                   el índice numerado, en PDF, HTML y CSV
   requisitos/               una carpeta por requisito, con la evidencia aceptada y vigente
   matriz de requisitos.csv  cada requisito con su resultado, su responsable y su fecha
   plan.xlsx                 el plan, con lo programado y lo ejecutado
   participacion.pdf         lo que pidió la ciudadanía y qué le responde
   bitacora.csv              quién hizo qué y cuándo, con sus sellos
   datos.json                todo lo anterior del proceso, para otro programa
"""
_PARCIAL = "\nEs PARCIAL: no está completo. Qué le falta lo dice la portada del índice.\n"


def verificar(*, completo: bool) -> bytes:
    """El texto, con los finales de línea que el Bloc de notas de Windows entiende."""
    return _TEXTO.format(parcial="" if completo else _PARCIAL).replace("\n", "\r\n").encode("utf-8-sig")
