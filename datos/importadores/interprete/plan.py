"""Los datos del plan entero: título, tipo, año, municipalidad, nivel y unidad."""

import re

from datos.importadores.interprete import notacion
from datos.importadores.interprete.cobertura import lugares_escritos
from datos.importadores.interprete.hojas import anio_de_las_hojas
from datos.importadores.interprete.lectura import Lectura, Linea
from datos.importadores.interprete.normalizar import con_mayuscula, en_frase, limpio, llano
from datos.importadores.interprete.piezas import DUDOSA, NIVELES, PROBABLE, SEGURA
from modelos.importacion.borrador import PlanBorrador

_ANIO = re.compile(r"\b(?:19|20)\d{2}\b")
_ANIO_AJENO = re.compile(r"\b(?:rendicion de cuentas|actualizad[oa]|decreto|ley|ordenanza|version)[^\d]*$")
_CERCA = 120  # letras entre un año y la palabra que dice de qué es
_DE_LA_AUTORIDAD = re.compile(
    r"\b(?:administracion|gobierno|alcaldia|concejo|trienio|periodo alcaldicio)(?: municipal)?[\s:,(]*"
    r"(?:19|20)\d\d\s*(?:[-–/]|al?)\s*(?:19|20)\d\d"
)
_ES_OTRA_FECHA = re.compile(
    r"\b(?:aprobad|aprobacion|elaborad|elaboracion|actualiza|emision|impres|version)\w*\b"
)
_FECHA = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{2}")  # la de una fila no es la del plan
_ANIO_FINAL = re.compile(r"\s*[,–-]?\s*(?:año\s+)?(?:19|20)\d{2}\s*$", re.IGNORECASE)
_CLARA = 0.9
_LINEAS_DE_TITULO = 5
_LARGO_DE_TITULO = 180
_LARGO_DE_ROTULO = 30
_UNIDAD = re.compile(
    r"(?:unidad|direcci[oó]n|departamento|depto\.?|oficina|secretar[ií]a|secci[oó]n|gerencia|jefatura"
    r"|coordinaci[oó]n"
    r"|subdirecci[oó]n|divisi[oó]n)\s",
    re.IGNORECASE,
)
_MUNICIPIO = re.compile(
    r"(?:ilustre\s+|i\.\s*)?(?:municipalidad|municipio|comuna|alcald[ií]a(?:\s+municipal)?|ayuntamiento)\s+"
    r"(?:distrital\s+|provincial\s+)?de\s+(?P<nombre>[^,.;:()–\n\d]+)",
    re.IGNORECASE,
)
_ENTIDAD = re.compile(
    r"(?P<nombre>(?:administraci[oó]n zonal|g\.?a\.?d\.?(?:\s+(?:municipal|parroquial|provincial))*"
    r"|gobierno aut[oó]nomo descentralizado(?:\s+(?:municipal|parroquial|provincial))*)\s+[^,.;:()\n\d]+)",
    re.IGNORECASE,
)
_TITULO_DE_PLAN = re.compile(
    r"\b(?:plan|cronograma|programa|programacion|poa|planificacion|carta gantt|calendario|estrategia"
    r"|matriz|pladeco"
    r"|proyecto|agenda|informe|proceso|rendicion|certificacion|acreditacion|nivel|scam|sistema|gestion)\b"
)
_PERIODO = re.compile(
    r"(?:periodo|ano|fecha|gestion|vigencia|version)\b.{0,40}$"
    r"|\d{4}(?:\s*[-–]\s*\d{4})?$"
)
_INSTRUCCION = re.compile(
    r"(?:como (?:llenar|completar|usar)|instruc|complete|no diligenciar|diligenciar|llenar|llene|nota\b"
    r"|use\b|utilice\b|una fila por"
    r"|seleccione|indique|ingrese|escriba|simbologia|leyenda|pagina \d|estimad[oa]s|saludos)"
)
_NIVELES = (
    ("excelencia_sobresaliente", r"excelencia\s+sobresaliente|sobresaliente"),
    ("gobernanza", r"gobernanza ambiental|vocacion ambiental"),
    ("excelencia", r"\bexcelencia\b"),
    ("intermedio", r"\b(?:certificacion|nivel|fase|etapa)?\s*(?:intermedi[oa]|avanzad[oa])\b"),
    ("basico", r"\b(?:certificacion|nivel|fase|etapa)\s+(?:ambiental\s+)?basic[oa]\b"),
)
_TIPOS = (
    ("rendicion", r"rendicion de cuentas"),
    ("poa", r"plan operativo|\bpoa\b"),
    ("scam", r"\bscam\b|certificacion ambiental|excelencia|\bcac\b|\bcam\b|comite ambiental"),
    ("proyecto", r"^(?:perfil de |cronograma del? )?proyecto\b|\bfondo\b|postulacion"),
)
_DE_ETIQUETA = {
    "municipalidad": "municipalidad", "comuna": "municipalidad", "municipio": "municipalidad",
    "alcaldia": "municipalidad", "unidad": "unidad", "direccion": "unidad", "departamento": "unidad",
    "area": "unidad", "unidad responsable": "unidad", "nombre de la unidad": "unidad",
    "dependencia": "unidad", "unidad organizativa": "unidad",
    "titulo": "titulo", "nombre del plan": "titulo", "plan": "titulo",
}  # fmt: skip


def leer_plan(lectura: Lectura) -> PlanBorrador:
    """El plan según las líneas que anteceden al contenido."""
    plan = PlanBorrador(objetivos=lectura.objetivos)
    _de_etiquetas(lectura, plan)
    _de_cabecera(lectura, plan)
    _poner_nivel_y_tipo(lectura, plan)
    _poner_anio(lectura, plan)
    for numero, origen in enumerate(lectura.secciones, start=1):
        plan.origen[f"secciones.{numero}"] = origen
    return plan


def _de_etiquetas(lectura: Lectura, plan: PlanBorrador) -> None:
    for rotulo, dato in lectura.etiquetas.items():
        campo = _DE_ETIQUETA.get(rotulo)
        if campo and getattr(plan, campo) is None:
            setattr(plan, campo, dato.texto)
            plan.origen[campo], plan.confianzas[campo] = dato.origen, SEGURA


def _de_cabecera(lectura: Lectura, plan: PlanBorrador) -> None:
    titulares: list[Linea] = []
    for linea in lectura.cabecera[:12]:
        texto = limpio(linea.texto)
        de_etiqueta = any(dato.origen == linea.origen for dato in lectura.etiquetas.values())
        if de_etiqueta or _INSTRUCCION.match(llano(texto)):
            continue
        if _es_unidad(texto):
            _poner(plan, "unidad", con_mayuscula(en_frase(texto)), linea, PROBABLE)
        elif _MUNICIPIO.fullmatch(_ANIO_FINAL.sub("", texto)) or _ENTIDAD.fullmatch(texto):
            _poner(plan, "municipalidad", _nombre_de_municipio(texto) or texto, linea, SEGURA)
            plan.origen.setdefault(f"municipalidad.{len(plan.origen)}", linea.origen)
            unidad = re.split(r"\s[-–—|]\s", texto, maxsplit=1)[-1]
            if unidad != texto and _es_unidad(unidad):
                _poner(plan, "unidad", con_mayuscula(en_frase(unidad)), linea, PROBABLE)
        elif _PERIODO.match(llano(texto)):
            plan.origen[f"anio.{len(plan.origen)}"] = linea.origen
        elif len(titulares) < _LINEAS_DE_TITULO and _puede_titular(texto, primera=not titulares):
            titulares.append(linea)
    _poner_titulo(plan, titulares or _etiquetas_que_titulan(lectura))
    _municipio_del_titulo(plan, titulares)


def _etiquetas_que_titulan(lectura: Lectura) -> list[Linea]:
    """«PLADECO de Lonquimay: plan de acción 2026» tiene la forma de un rótulo, pero es el título."""
    largas = [
        linea for linea in lectura.cabecera
        if _TITULO_DE_PLAN.search(llano(linea.texto)) and len(linea.texto) > _LARGO_DE_ROTULO
    ]  # fmt: skip
    return largas[:1]


def _puede_titular(texto: str, primera: bool) -> bool:
    """Tras la primera línea, una oración o «Primer semestre» no son parte del título."""
    if len(texto) > _LARGO_DE_TITULO:
        return False
    return primera or not (texto.endswith((".", ":")) or notacion.leer(texto).confianza >= _CLARA)


def _es_unidad(texto: str) -> bool:
    plano = llano(texto)
    return _UNIDAD.match(texto) is not None and not _ANIO.search(texto) and "plan" not in plano.split()


def _poner(plan: PlanBorrador, campo: str, valor: str, linea: Linea, confianza: float) -> None:
    if getattr(plan, campo) is None:
        setattr(plan, campo, valor)
        plan.origen[campo], plan.confianzas[campo] = linea.origen, confianza


def _sin_vecinas(titulares: list[Linea]) -> list[Linea]:
    """De varias celdas de la misma fila, titula la que nombra el plan: no «Id SIG» ni «Uso interno»."""
    claras = {_renglon(t) for t in titulares if _TITULO_DE_PLAN.search(llano(t.texto))}
    return [t for t in titulares if _renglon(t) not in claras or _TITULO_DE_PLAN.search(llano(t.texto))]


def _renglon(linea: Linea) -> tuple[str | None, int | None, int]:
    return linea.origen.hoja, linea.origen.tabla, linea.origen.fila


def _poner_titulo(plan: PlanBorrador, titulares: list[Linea]) -> None:
    titulares = _sin_vecinas(titulares)
    if not titulares or plan.titulo is not None:
        return
    plan.titulo = " ".join(en_frase(limpio(linea.texto)) for linea in titulares)
    claro = _TITULO_DE_PLAN.search(llano(plan.titulo)) is not None
    plan.confianzas["titulo"] = PROBABLE if claro else DUDOSA
    for numero, linea in enumerate(titulares):
        plan.origen["titulo" if not numero else f"titulo.{numero + 1}"] = linea.origen


def _nombre_de_municipio(texto: str) -> str | None:
    entidad = _ENTIDAD.search(texto)
    if entidad:
        return en_frase(_sin_unidad(limpio(entidad["nombre"])))
    municipio = _MUNICIPIO.search(texto)
    return en_frase(_sin_unidad(limpio(municipio["nombre"]))) if municipio else None


def _sin_unidad(nombre: str) -> str:
    """«Paillaco — Dirección de Medio Ambiente» es Paillaco."""
    return re.split(r"\s+[-–—|]\s*|\s*[—|]\s*", nombre, maxsplit=1)[0].strip(" -–—")


def _municipio_del_titulo(plan: PlanBorrador, titulares: list[Linea]) -> None:
    """La municipalidad nombrada en el título, o la última línea si es solo un nombre propio."""
    for linea in titulares:
        nombre = _nombre_de_municipio(limpio(linea.texto))
        if nombre:
            _poner(plan, "municipalidad", nombre, linea, PROBABLE)
    if len(titulares) > 1 and _es_nombre_propio(limpio(titulares[-1].texto)):
        _poner(plan, "municipalidad", en_frase(limpio(titulares[-1].texto)), titulares[-1], DUDOSA)


def _es_nombre_propio(texto: str) -> bool:
    palabras = texto.split()
    if not 1 <= len(palabras) <= 4 or _TITULO_DE_PLAN.search(llano(texto)) or _ANIO.search(texto):
        return False
    return all(p[0].isupper() or llano(p) in {"de", "del", "la", "los", "las", "el", "y"} for p in palabras)


def _poner_nivel_y_tipo(lectura: Lectura, plan: PlanBorrador) -> None:
    plano = llano(" ".join([plan.titulo or "", *(linea.texto for linea in lectura.cabecera)]))
    plan.nivel = next((nivel for nivel, forma in _NIVELES if re.search(forma, plano)), None)
    if plan.nivel:
        plan.confianzas["nivel"] = PROBABLE
    hallado = next((tipo for tipo, forma in _TIPOS if re.search(forma, plano)), None)
    plan.tipo = lectura.ajustes.tipo or hallado or "scam"
    plan.confianzas["tipo"] = 1.0 if lectura.ajustes.tipo else PROBABLE if hallado else 0.5


def _poner_anio(lectura: Lectura, plan: PlanBorrador) -> None:
    """El año que la persona puso; si no, el del título, el de los meses o ninguno."""
    if lectura.ajustes.anio is not None:
        plan.anio, plan.confianzas["anio"] = lectura.ajustes.anio, 1.0
        return
    con_anio = [(linea, anio) for linea in lectura.cabecera if (anio := anio_de(linea.texto)) is not None]
    if con_anio:
        titulan = [par for par in con_anio if _TITULO_DE_PLAN.search(llano(par[0].texto))]
        linea, plan.anio = (titulan or con_anio)[0]
        varios = len({anio for _, anio in titulan or con_anio}) > 1
        varios = varios or (not titulan and _ES_OTRA_FECHA.search(llano(linea.texto)) is not None)
        plan.origen["anio"], plan.confianzas["anio"] = linea.origen, DUDOSA if varios else PROBABLE
        return
    escritos = [m.anio for a in lectura.actividades for m in a.meses if m.anio is not None]
    escritos += [c.anio for c in lectura.columnas if c.anio is not None]
    plan.anio = min(escritos, default=None) or anio_de_las_hojas(lectura.documento) or _de_los_padres(lectura)
    if plan.anio is not None:
        plan.confianzas["anio"] = PROBABLE
        return
    plan.anio = _el_unico_escrito(lectura)
    if plan.anio is not None:
        plan.confianzas["anio"] = DUDOSA


def _el_unico_escrito(lectura: Lectura) -> int | None:
    """El año que nombra el documento en cualquier parte, si es uno solo: una propuesta."""
    textos = (texto for _, texto in lugares_escritos(lectura.documento) if len(texto) <= _LARGO_DE_TITULO)
    textos = (texto for texto in textos if not _FECHA.search(texto))
    anios = {anio for texto in textos if (anio := anio_de(texto)) is not None}
    return anios.pop() if len(anios) == 1 else None


def _de_los_padres(lectura: Lectura) -> int | None:
    """El único año que nombran las líneas, programas u objetivos: «Eje agua 2026»."""
    textos = {dato.texto for a in lectura.actividades for n in NIVELES if (dato := a.datos.get(n))}
    anios = {anio for texto in textos if (anio := anio_de(texto)) is not None}
    return anios.pop() if len(anios) == 1 else None


def anio_de(texto: str) -> int | None:
    """El primer año escrito que no sea el que se rinde: «Rendición de Cuentas 2023»."""
    plano = _DE_LA_AUTORIDAD.sub("", llano(texto))
    hallados = (
        h
        for h in _ANIO.finditer(plano)
        if not _ANIO_AJENO.search(plano[max(0, h.start() - _CERCA) : h.start()])
    )
    return next((int(h[0]) for h in hallados), None)
