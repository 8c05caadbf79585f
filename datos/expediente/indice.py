"""El índice numerado del expediente: en CSV, en HTML y en PDF, con las mismas columnas."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from io import StringIO

from datos.exportadores.neutro import neutralizar
from datos.exportadores.pdf import componer, portada
from modelos.arbol import PlanCompleto
from modelos.certificacion.proceso import Certificacion, RequisitoDelProceso
from modelos.expediente.contenido import Contenido, Entrada
from modelos.frases import contar, fecha_corta, tamano

COLUMNAS = (
    "N.º", "Requisito", "Nombre", "Evidencia", "Título", "Clase", "Fecha", "Páginas", "Revisión", "Archivo",
    "Tamaño", "SHA-256",
)  # fmt: skip
_ESTILO = (
    "body{font:16px/1.5 sans-serif;margin:24px;color:#1d2622}table{border-collapse:collapse;width:100%}"
    "th,td{border-bottom:1px solid #dad7cc;padding:6px 8px;text-align:left;vertical-align:top;font-size:14px}"
    ".parcial{border:3px solid #b0331c;color:#b0331c;padding:12px 16px;font-weight:bold}"
    "code{font-size:12px;overflow-wrap:anywhere}"
)


def fila(entrada: Entrada) -> tuple[str, ...]:
    """Una entrada, en el orden de las columnas."""
    evidencia, revision = entrada.evidencia, entrada.revision
    return (
        str(entrada.numero),
        entrada.requisito.codigo,
        entrada.requisito.nombre,
        evidencia.codigo,
        evidencia.titulo,
        evidencia.clase.etiqueta,
        fecha_corta(evidencia.fecha) if evidencia.fecha else "",
        entrada.paginas,
        str(revision.numero),
        entrada.ruta,
        tamano(revision.tamano) if revision.tamano is not None else (revision.direccion or ""),
        revision.sha256 or "",
    )


def en_csv(contenido: Contenido) -> bytes:
    """Con punto y coma, y con la marca que Excel necesita para leer las tildes."""
    return _csv(COLUMNAS, map(fila, contenido.entradas))


def matriz_en_csv(certificacion: Certificacion, unidades: dict[int, str]) -> bytes:
    """Los requisitos como están: trabajo, resultado, auditoría, responsable, fecha y de dónde salen."""
    columnas = (
        "Código", "Grupo", "Requisito", "Qué se pide", "Medios de verificación", "Certeza", "Fuente",
        "Trabajo",
        "Resultado", "Razón o referencia", "Auditoría", "Qué dijo la auditoría", "Responsable", "Fecha",
        "Evidencia", "No se persigue", "Notas",
    )  # fmt: skip
    return _csv(columnas, (_de_la_matriz(certificacion, uno, unidades) for uno in certificacion.requisitos))


def _de_la_matriz(
    certificacion: Certificacion, uno: RequisitoDelProceso, unidades: dict[int, str]
) -> Sequence[str]:
    evidencia = certificacion.evidencia_por_requisito.get(uno.id, ())
    return (
        uno.codigo, uno.ambito, uno.nombre, uno.que_se_pide, uno.medios, uno.certeza.etiqueta,
        uno.fuente or "",
        uno.trabajo.etiqueta, uno.resultado.etiqueta, uno.resultado_razon or "", uno.auditado.etiqueta,
        uno.auditado_nota or "", unidades.get(uno.unidad_id or 0, ""),
        fecha_corta(uno.comprometido) if uno.comprometido else "",
        ", ".join(una.codigo for una in evidencia), uno.desactivado or "", uno.notas or "",
    )  # fmt: skip


def _csv(columnas: Sequence[str], filas: Iterable[Sequence[str]]) -> bytes:
    salida = StringIO(newline="")
    escritor = csv.writer(salida, delimiter=";")
    escritor.writerow(columnas)
    escritor.writerows([neutralizar(texto) for texto in una] for una in filas)
    return salida.getvalue().encode("utf-8-sig")


def en_html(contenido: Contenido, titulo: str) -> bytes:
    """Una página sola, sin guiones, que abre cualquier navegador; los archivos, como enlaces."""
    filas = "".join(_fila_en_html(entrada) for entrada in contenido.entradas)
    encabezado = "".join(f"<th>{escape(columna)}</th>" for columna in COLUMNAS)
    faltas = "".join(f"<li>{escape(falta)}</li>" for falta in contenido.faltas)
    parcial = f'<div class="parcial">PARCIAL. Le falta:<ul>{faltas}</ul></div>' if faltas else ""
    return (
        f'<!doctype html><html lang="es"><meta charset="utf-8"><title>{escape(titulo)}</title>'
        f"<style>{_ESTILO}</style><h1>{escape(titulo)}</h1>{parcial}"
        f"<p>{contar(len(contenido.entradas), 'archivo')}.</p>"
        f"<table><thead><tr>{encabezado}</tr></thead><tbody>{filas}</tbody></table></html>"
    ).encode()


def _fila_en_html(entrada: Entrada) -> str:
    *antes, archivo, pesa, huella = fila(entrada)
    celdas = "".join(f"<td>{escape(texto)}</td>" for texto in antes)
    enlace = f'<a href="../{escape(_en_direccion(archivo))}">{escape(archivo)}</a>'
    return f"<tr>{celdas}<td>{enlace}</td><td>{escape(pesa)}</td><td><code>{huella}</code></td></tr>"


def _en_direccion(ruta: str) -> str:
    return ruta.replace("#", "%23").replace("?", "%3F")


def en_pdf(plan: PlanCompleto, contenido: Contenido, titulo: str, hoy: date) -> bytes:
    """Para imprimir; si es parcial, lo dice la portada con todo lo que falta."""
    datos = {
        **portada(plan, titulo, hoy, contar(len(contenido.entradas), "archivo"), leyenda=()),
        "faltas": list(contenido.faltas),
        "filas": [list(fila(entrada)) for entrada in contenido.entradas],
    }
    return componer("indice.typ", datos, hoy)
