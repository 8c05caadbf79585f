"""El resultado de verificar un expediente: si está intacto y, si no, qué se encontró y dónde."""

from enum import Enum
from typing import NamedTuple

from modelos.estados import ALERTA, LOGRADO, NEUTRO, Estado
from modelos.expediente.nombres import en_una_linea
from modelos.frases import contar, tamano

RUTA_A_LA_VISTA = 200  # caracteres de una ruta ajena que se muestran


class EstadoDelExpediente(Estado):
    """Qué se puede decir de un archivo que alguien presenta como expediente."""

    INTACTO = ("intacto", "Intacto", "✓", LOGRADO, "Es exactamente lo que se entregó, y está completo.")
    ALTERADO = ("alterado", "Alterado", "✕", ALERTA, "Cambió después de generarse: no lo dé por bueno.")
    NO_ES_UN_EXPEDIENTE = (
        "no_es_un_expediente",
        "No es un expediente",
        "?",
        NEUTRO,
        "No se puede leer como un expediente: es otra cosa, o llegó cortado.",
    )


class Clase(Enum):
    """Lo que se puede encontrar; su valor es la frase, con el lugar de la ruta."""

    FALTA = "Falta «{ruta}», que el expediente declara."
    SOBRA = "«{ruta}» fue agregado: el manifiesto no lo declara."
    ALTERADO = "«{ruta}» no es el que se entregó: su contenido cambió o no se puede leer."
    MANIFIESTO_ALTERADO = "El manifiesto «{ruta}» no es el que se entregó."
    MANIFIESTO_ILEGIBLE = "El manifiesto «{ruta}» tiene líneas que no se entienden."
    FALTA_EL_MANIFIESTO = "Falta «{ruta}», que dice qué archivos se entregaron."
    FALTA_EL_MANIFIESTO_DE_MARCAS = "Falta «{ruta}», que protege a los demás archivos de la raíz."
    NO_DECLARADO_EN_LA_RAIZ = "«{ruta}» fue agregado junto al manifiesto: el expediente no lo declara."
    FUERA_DE_LA_CARPETA = "«{ruta}» está fuera de la carpeta del expediente."
    OXUM_NO_COINCIDE = "«{ruta}» no dice cuántos archivos y bytes hay en el expediente, o dice otra cosa."
    RUTA_INSEGURA = "«{ruta}» quiere salir de la carpeta donde se extraiga: no extraiga este archivo."
    REPETIDO = "«{ruta}» está más de una vez: no se sabe cuál es el que se entregó."
    ENLACE = "«{ruta}» es un enlace o un archivo especial, y no un documento."
    CIFRADO = "«{ruta}» tiene contraseña: no se puede comparar."
    COMENTARIO = "El ZIP trae un comentario, y los expedientes no lo llevan."
    BYTES_ANTES = "El ZIP trae algo antepuesto que no pertenece a ningún archivo."
    BYTES_ENTRE = "El ZIP trae algo escondido entre sus archivos, o unos encima de otros."
    BYTES_DESPUES = "El ZIP trae algo agregado al final que no pertenece a ningún archivo."
    NO_ES_ZIP = "No es un archivo ZIP, o llegó cortado: pida que se lo envíen de nuevo."
    NO_SE_PUEDE_LEER = "No se pudo leer el archivo del disco."
    SIN_DECLARACION = "Es un ZIP, pero no un expediente: no trae «{ruta}» como se espera."
    DEMASIADOS_ARCHIVOS = "Trae demasiados archivos para ser un expediente: no se revisó."
    DEMASIADO_GRANDE = "Es más grande de lo que aquí se puede revisar: no se revisó."
    SE_HINCHA = "Se hincha demasiado al abrirlo: no es un expediente verdadero, y no se abrió."


class Hallazgo(NamedTuple):
    """Algo que no está como se entregó; `ruta` es relativa a la carpeta del expediente, y puede no haber."""

    clase: Clase
    ruta: str = ""

    @property
    def frase(self) -> str:
        """La oración que lee la persona, sin los caracteres que engañan a la vista."""
        visible = en_una_linea(self.ruta)
        corte = "…" if len(visible) > RUTA_A_LA_VISTA else ""
        return self.clase.value.format(ruta=visible[:RUTA_A_LA_VISTA] + corte)


class Veredicto(NamedTuple):
    """Lo que se puede afirmar del archivo: su huella entera, y los archivos y bytes que entrega."""

    estado: EstadoDelExpediente
    hallazgos: tuple[Hallazgo, ...]
    sha256: str
    archivos: int = 0
    octetos: int = 0

    @property
    def frase(self) -> str:
        """El resultado en una oración."""
        if self.estado is EstadoDelExpediente.INTACTO:
            return f"Intacto: {contar(self.archivos, 'archivo')}, {tamano(self.octetos)}."
        if self.estado is EstadoDelExpediente.ALTERADO:
            return f"Alterado: {contar(len(self.hallazgos), 'diferencia')} con lo que se entregó."
        return " ".join(["No es un expediente.", *(hallazgo.frase for hallazgo in self.hallazgos[:1])])


def dictar(hallazgos: list[Hallazgo], sha256: str, archivos: int, octetos: int) -> Veredicto:
    """Intacto si no se encontró nada; una sola diferencia basta para que esté alterado."""
    estado = EstadoDelExpediente.ALTERADO if hallazgos else EstadoDelExpediente.INTACTO
    return Veredicto(estado, tuple(hallazgos), sha256, archivos, octetos)


def rechazar(clase: Clase, sha256: str = "", ruta: str = "") -> Veredicto:
    """Lo que no se pudo leer como expediente, y por qué."""
    return Veredicto(EstadoDelExpediente.NO_ES_UN_EXPEDIENTE, (Hallazgo(clase, ruta),), sha256)
