"""Las columnas del documento con sus primeras filas: qué se entendió de cada una, y cómo señalarlo."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from datos.columnas_a_mano import meses_desde
from datos.importadores.documento import Tabla
from datos.muestra_de_tabla import con_las_sin_titulo, muestra, tabla_de_numero
from modelos.importacion.borrador import CONFIANZA_SEGURA, Campo, ColumnaLeida
from modelos.importacion.columnas_repetidas import repetidas
from modelos.parecido import normalizar
from modelos.plan import Etiquetas
from paginas.componentes.importacion import calculado, encabezado, revision
from paginas.componentes.importacion.nombres_de_columna import MESES_DESDE_AQUI, nombre, opciones, valor
from paginas.componentes.texto import sin_formato

_ANCHO = 158  # píxeles: caben seis columnas junto al menú en la pantalla de una oficina
_ANCHO_DE_MARCAS = 112
_LARGO_DE_MARCA = 4


@dataclass(frozen=True, slots=True)
class Ficha:
    """Una columna de la tabla a la vista, y sus iguales en las otras donde se repite con el mismo título."""

    leida: ColumnaLeida
    lugares: tuple[str, ...]

    @property
    def clave(self) -> str:
        """Nombre de su control en la página."""
        return f"columna_{self.leida.tabla}_{self.leida.columna}"

    @property
    def titulo(self) -> str:
        """Su título en el documento."""
        return " ".join(self.leida.titulo.split()) or f"{self.leida.columna}ª, sin título"


def mostrar(abierta: revision.Revision) -> None:
    """Cómo se leyó cada una, las que no se usan y por qué, y la tabla en que se señalan."""
    if not abierta.leido.columnas:
        return
    if abierta.leido.exportado is not None:
        st.html(
            '<p class="subtitulo">Se exportó de este planificador: cada columna se lee por su título.</p>'
        )
        return
    etiquetas = abierta.decision.tipo.etiquetas
    if not abierta.leido.actividades:
        st.html(
            '<p class="por-confirmar">No se reconoció ninguna actividad. Señale qué columna las trae y, si '
            "las hay, cuáles traen las líneas, los objetivos, los responsables y los meses.</p>"
        )
    desplegada = not abierta.leido.actividades or bool(
        abierta.ajustes.columnas or abierta.ajustes.encabezados
    )
    with st.expander("Columnas del documento", expanded=desplegada, icon=":material/view_column:"):
        tabla = _elegir_tabla(abierta)
        if tabla is not None:
            _senalar(abierta, tabla, etiquetas)
    _las_que_no_se_usan(abierta)
    _explicar_repetidas(abierta, etiquetas)


def _elegir_tabla(abierta: revision.Revision) -> Tabla | None:
    """La de las actividades, si la persona no pide ver otra; las de iguales columnas cuentan por una."""
    con_actividades = {tabla for tabla, _ in calculado.columnas_con_actividades(abierta)}
    numeros = list(dict.fromkeys(leidas[0].tabla for leidas in _por_titulo(abierta.leido.columnas).values()))
    numeros.sort(key=lambda numero: (numero not in con_actividades, numero))
    with st.container(horizontal=True, vertical_alignment="bottom", key="tabla_de_las_columnas"):
        numero = numeros[0]
        if len(numeros) > 1:
            numero = st.selectbox(
                "Tabla",
                numeros,
                key="tabla_a_la_vista",
                format_func=lambda n: _nombre_de_tabla(abierta, n, n in con_actividades),
                width=260,
            )
        tabla = tabla_de_numero(abierta.documento, numero)
        if tabla is not None:
            encabezado.elegir(abierta, tabla)
    return tabla


def _nombre_de_tabla(abierta: revision.Revision, numero: int, con_actividades: bool) -> str:
    tabla = tabla_de_numero(abierta.documento, numero)
    donde = f"Hoja «{tabla.hoja}»" if tabla and tabla.hoja else f"Tabla {numero}"
    return donde if con_actividades else f"{donde}, sin actividades"


def _senalar(abierta: revision.Revision, tabla: Tabla, etiquetas: Etiquetas) -> None:
    """Una columna junto a otra, con su lista encima; cambiar una vuelve a leer el documento."""
    propias = [leida for leida in abierta.leido.columnas if leida.tabla == tabla.numero]
    textos = muestra(tabla, propias)
    iguales = _por_titulo(abierta.leido.columnas)
    columnas = con_las_sin_titulo(tabla, propias, calculado.columnas_con_actividades(abierta))
    cambios: dict[str, str] = {}
    with st.container(key="columnas_a_la_vista", horizontal=True, wrap=False, gap="xsmall"):
        for leida in columnas:
            ficha = Ficha(leida, tuple(map(_lugar, iguales.get(_rasgos(leida), [leida]))))
            elegido = _columna(ficha, textos.get(leida.columna, []), etiquetas)
            if elegido == MESES_DESDE_AQUI:
                cambios |= meses_desde(columnas, leida, abierta.decision.mes_inicio)
            elif elegido != valor(leida):
                cambios |= dict.fromkeys(ficha.lugares, elegido)
    _aplicar(abierta, cambios)


def _columna(ficha: Ficha, textos: Sequence[str], etiquetas: Etiquetas) -> str:
    """La lista, el título y lo que traen sus primeras filas; retorna el significado elegido."""
    actual, posibles = valor(ficha.leida), opciones(ficha.leida)
    with st.container(key=f"{_clase(ficha.leida)}_{ficha.clave}", width=_ancho(ficha, textos), gap="xxsmall"):
        elegido = st.selectbox(
            f"«{sin_formato(ficha.titulo)}» se lee como",
            posibles,
            posibles.index(actual),
            key=f"{ficha.clave}_{actual}",
            format_func=lambda uno: nombre(uno, etiquetas),
            label_visibility="collapsed",
        )
        celdas = "".join(f'<p title="{escape(texto)}">{escape(texto)}</p>' for texto in textos)
        titulo = f'<p class="titulo" title="{escape(ficha.titulo)}">{escape(ficha.titulo)}</p>'
        st.html(f'<div class="muestra">{titulo}{celdas}</div>')
    return elegido


def _ancho(ficha: Ficha, textos: Iterable[str]) -> int:
    """Menos si solo trae «X», «2» o «Abr»: los meses son doce."""
    angosta = all(len(texto) <= _LARGO_DE_MARCA for texto in (ficha.titulo, *textos))
    return _ANCHO_DE_MARCAS if angosta else _ANCHO


def _clase(leida: ColumnaLeida) -> str:
    if leida.aparte or leida.campo is Campo.IGNORAR:
        return "aparte"
    return "duda" if leida.confianza < CONFIANZA_SEGURA else "segura"


def _aplicar(abierta: revision.Revision, cambios: dict[str, str]) -> None:
    """Lee de nuevo y redibuja, para que también las listas digan lo elegido."""
    columnas = {**abierta.ajustes.columnas, **cambios}
    if columnas != abierta.ajustes.columnas:
        revision.releer(abierta.ajustes.model_copy(update={"columnas": columnas}))
        st.rerun()


def _las_que_no_se_usan(abierta: revision.Revision) -> None:
    """«Columnas que no dan un dato del plan: «Estado» dice cuánto se avanzó…»."""
    razones = {
        Ficha(leida, ()).titulo: leida.aparte or "nadie ha dicho qué es"
        for leida in abierta.leido.columnas
        if leida.titulo.strip() and (leida.aparte or leida.campo is Campo.IGNORAR)
    }
    if not razones:
        return
    filas = "".join(f"<li>«{escape(titulo)}»: {escape(razon)}.</li>" for titulo, razon in razones.items())
    cuantas = "1 columna no da" if len(razones) == 1 else f"{len(razones)} columnas no dan"
    st.html(
        f'<details class="columnas-aparte"><summary>{cuantas} un dato del plan: '
        f"{escape(', '.join(razones))}</summary><ul>{filas}</ul>"
        "<p>Para usar una, señálela en «Columnas del documento».</p></details>"
    )


def _explicar_repetidas(abierta: revision.Revision, etiquetas: Etiquetas) -> None:
    for repetida in repetidas(abierta.leido.columnas, abierta.ajustes.columnas):
        titulos = " y ".join(f"«{escape(titulo)}»" for titulo in repetida.titulos)
        campo = escape(nombre(repetida.campo.value, etiquetas))
        st.html(
            f'<p class="por-confirmar">{titulos} se leen como {campo}: {repetida.consecuencia}. '
            "Si son datos distintos, cambie una.</p>"
        )


def _por_titulo(columnas: Iterable[ColumnaLeida]) -> dict[tuple[int, str, str], list[ColumnaLeida]]:
    iguales: dict[tuple[int, str, str], list[ColumnaLeida]] = {}
    for leida in columnas:
        iguales.setdefault(_rasgos(leida), []).append(leida)
    return iguales


def _rasgos(leida: ColumnaLeida) -> tuple[int, str, str]:
    return leida.columna, normalizar(leida.titulo), leida.campo


def _lugar(leida: ColumnaLeida) -> str:
    return f"{leida.tabla}:{leida.columna}"
