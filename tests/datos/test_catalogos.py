"""Los catálogos que trae el programa valen, y uno mal escrito se rechaza diciendo qué le falta."""

from collections.abc import Iterator

import pytest

from datos import catalogos
from modelos.certificacion.catalogo import (
    Catalogo,
    Certeza,
    Medio,
    NivelDeCatalogo,
    RequisitoDeCatalogo,
    Subnivel,
    Sustentado,
)
from modelos.errores import ErrorDeDominio
from modelos.plan import Nivel

CLAVES = ("rendicion_de_cuentas/cuatro-fases", "scam/cinco-niveles", "scam/tres-fases")
NINGUNA = (None, Certeza.SIN_FUENTE)

YAML = """
nombre: De prueba
descripcion: Uno chico
pais: CL
etiqueta_nivel: nivel
nota: Sin nota
fuentes:
  manual: "Manual: https://ejemplo.cl/manual"
niveles:
  - codigo: uno
    nombre: Uno
    certeza: confirmado
    fuentes: [manual]
    meses: {valor: 6, certeza: confirmado, fuentes: [manual], salvedad: de la versión anterior}
    minimo: {certeza: sin fuente}
requisitos:
  - codigo: P-1
    nombre: Acta
    que_se_pide: Levantar un acta
    niveles: [uno]
    certeza: una fuente
    fuentes: [manual]
    medios:
      - {texto: El acta, certeza: propuesto}
      - {texto: La lista, certeza: propuesto}
"""

Parte = Sustentado | Subnivel | NivelDeCatalogo | Medio | RequisitoDeCatalogo


def partes(catalogo: Catalogo) -> Iterator[Parte]:
    for nivel in catalogo.niveles:
        yield from (nivel, nivel.meses, nivel.minimo)
        for subnivel in nivel.subniveles:
            yield from (subnivel, subnivel.meses)
    for requisito in catalogo.requisitos:
        yield requisito
        yield from requisito.medios


def test_los_tres_catalogos_valen() -> None:
    assert tuple(catalogo.clave for catalogo in catalogos.listar()) == CLAVES


@pytest.mark.parametrize("clave", CLAVES)
def test_lo_que_afirma_un_catalogo_dice_de_donde_salio(clave: str) -> None:
    sin_direccion = [
        parte
        for parte in partes(catalogos.leer(clave))
        if parte.certeza.exige_fuente and "http" not in parte.fuente
    ]

    assert sin_direccion == []


@pytest.mark.parametrize("clave", CLAVES)
def test_una_cifra_sin_fuente_no_tiene_valor_y_las_demas_si(clave: str) -> None:
    cifras = [parte for parte in partes(catalogos.leer(clave)) if isinstance(parte, Sustentado)]

    assert all(cifra.consta is (cifra.certeza is not Certeza.SIN_FUENTE) for cifra in cifras)


def test_los_cinco_niveles_son_los_del_plan_con_los_meses_de_la_ficha() -> None:
    niveles = catalogos.leer("scam/cinco-niveles").niveles

    assert [(nivel.codigo, nivel.nombre) for nivel in niveles] == [(uno, uno.etiqueta) for uno in Nivel]
    assert [nivel.orden for nivel in niveles] == [1, 2, 3, 4, 5]
    assert [nivel.meses.valor for nivel in niveles] == [6, 11, 13, 18, 45]
    assert [subnivel.meses.valor for subnivel in niveles[4].subniveles] == [15, 15, 15]


@pytest.mark.parametrize("codigo", [Nivel.EXCELENCIA, Nivel.EXCELENCIA_SOBRESALIENTE, Nivel.GOBERNANZA])
def test_el_minimo_que_no_se_conoce_no_se_inventa(codigo: Nivel) -> None:
    minimo = catalogos.leer("scam/cinco-niveles").nivel(codigo).minimo

    assert (minimo.valor, minimo.certeza) == NINGUNA


def test_los_minimos_de_las_tres_fases_no_pasan_por_confirmados_en_los_cinco_niveles() -> None:
    de_antes, de_hoy = catalogos.leer("scam/tres-fases"), catalogos.leer("scam/cinco-niveles")

    basicos = [catalogo.nivel(Nivel.BASICO).minimo for catalogo in (de_antes, de_hoy)]

    assert [minimo.valor for minimo in basicos] == [90, 90]
    assert [minimo.certeza for minimo in basicos] == [Certeza.CONFIRMADO, Certeza.UNA_FUENTE]
    assert "en la ficha vigente no se ve" in basicos[1].fuente
    assert [catalogo.nivel(Nivel.INTERMEDIO).minimo.valor for catalogo in (de_antes, de_hoy)] == [95, 95]


def test_de_la_excelencia_de_tres_fases_no_consta_duracion_ni_minimo() -> None:
    excelencia = catalogos.leer("scam/tres-fases").nivel(Nivel.EXCELENCIA)

    assert (excelencia.meses.valor, excelencia.meses.certeza) == NINGUNA
    assert (excelencia.minimo.valor, excelencia.minimo.certeza) == NINGUNA


def test_el_nombre_que_falta_de_un_subnivel_se_dice_sin_confirmar() -> None:
    segundo = catalogos.leer("scam/cinco-niveles").nivel(Nivel.GOBERNANZA).subniveles[1]

    assert segundo.certeza is Certeza.SIN_FUENTE
    assert "sin confirmar" in segundo.nombre


@pytest.mark.parametrize("clave", CLAVES)
def test_ningun_texto_trae_lo_que_solo_se_recuerda_ni_las_marcas_del_que_recogio(clave: str) -> None:
    archivo = catalogos.CARPETA / f"{clave}.yaml"
    texto = archivo.read_text(encoding="utf-8")

    halladas = [
        mala for mala in ("100 %", "100%", ": 100", "[M]", "[C]", "[P]", "[X]", "[V]") if mala in texto
    ]

    assert halladas == []


def test_lo_que_la_fuente_no_separa_va_en_todos_sus_niveles_y_lo_dice() -> None:
    catalogo = catalogos.leer("scam/cinco-niveles")

    sobresaliente = catalogo.requisitos_de(Nivel.EXCELENCIA_SOBRESALIENTE)

    assert len(sobresaliente) == 9
    assert sobresaliente == catalogo.requisitos_de(Nivel.GOBERNANZA)
    assert all("no distingue" in requisito.que_se_pide for requisito in sobresaliente)


def test_lo_que_no_consta_en_que_nivel_se_pide_no_entra_en_ninguno() -> None:
    catalogo = catalogos.leer("scam/cinco-niveles")

    sueltos = {requisito.codigo for requisito in catalogo.sin_nivel}

    assert len(sueltos) == 5
    assert all(
        requisito.codigo not in sueltos
        for nivel in catalogo.niveles
        for requisito in catalogo.requisitos_de(nivel.codigo)
    )


def test_un_codigo_nombra_el_mismo_requisito_en_las_dos_versiones() -> None:
    de_hoy = {uno.codigo: uno.nombre for uno in catalogos.leer("scam/cinco-niveles").requisitos}

    assert all(de_hoy[uno.codigo] == uno.nombre for uno in catalogos.leer("scam/tres-fases").requisitos)


def test_la_rendicion_de_cuentas_es_un_proceso_con_los_pasos_de_sus_cuatro_fases() -> None:
    catalogo = catalogos.leer("rendicion_de_cuentas/cuatro-fases")

    pasos = catalogo.requisitos_de("rendicion")

    assert (catalogo.pais, catalogo.etiqueta_nivel, len(catalogo.niveles)) == ("EC", "proceso", 1)
    assert pasos == catalogo.requisitos
    assert list(dict.fromkeys(paso.ambito for paso in pasos)) == [
        "Planificación ciudadana",
        "Evaluación e informe",
        "Deliberación pública",
        "Incorporación",
    ]


def test_un_catalogo_o_un_nivel_que_no_existe_se_dice_con_los_que_hay() -> None:
    with pytest.raises(ErrorDeDominio, match=r"No hay un catálogo «scam/otro».*«scam/tres-fases»"):
        catalogos.leer("scam/otro")

    with pytest.raises(ErrorDeDominio, match=r"no tiene «rendicion».*«Básica», «Intermedia» y «Excelencia»"):
        catalogos.leer("scam/tres-fases").nivel("rendicion")


def test_no_se_lee_un_archivo_de_fuera_de_los_catalogos() -> None:
    with pytest.raises(ErrorDeDominio, match="No hay un catálogo"):
        catalogos.leer("../catalogos/scam/tres-fases")


def test_se_lee_con_sus_fuentes_enteras_y_su_salvedad() -> None:
    catalogo = catalogos.interpretar("prueba/chico", YAML)

    nivel = catalogo.nivel("uno")
    assert catalogo.clave == "prueba/chico"
    assert nivel.meses == Sustentado(
        6, Certeza.CONFIRMADO, "Manual: https://ejemplo.cl/manual (de la versión anterior)"
    )
    assert nivel.minimo == Sustentado(None, Certeza.SIN_FUENTE, "")
    assert catalogo.requisitos[0].medios_escritos == "El acta\nLa lista"


@pytest.mark.parametrize(
    ("dice", "dijera", "frase"),
    [
        ("texto: El acta, certeza: propuesto", "texto: El acta", "«P-1», el medio número 1 no tiene certeza"),
        ("certeza: una fuente\n", "\n", "el requisito «P-1» no tiene certeza"),
        ("certeza: una fuente", "certeza: seguro", "«P-1» tiene la certeza «seguro», que no se conoce"),
        ("certeza: una fuente\n    fuentes: [manual]", "certeza: una fuente", "«una fuente» y no tiene"),
        ("certeza: confirmado\n    fuentes: [manual]", "certeza: confirmado", "«uno» dice «confirmado» y no"),
        ("[manual]\n    medios", "[otra]\n    medios", "cita la fuente «otra», que no está en la lista"),
        ("{certeza: sin fuente}", "{valor: 100, certeza: sin fuente}", "«minimo» en el nivel «uno» dice"),
        ("{certeza: sin fuente}", "{certeza: sin fuente, fuentes: [manual]}", "«sin fuente» y cita una"),
        ("{certeza: sin fuente}", "{certeza: propuesto}", "no tiene por valor un número entero de 1 a 100"),
        ("{certeza: sin fuente}", "{valor: 900, certeza: propuesto}", "un número entero de 1 a 100"),
        ("{certeza: sin fuente}", "", "«minimo» en el nivel «uno» está vacío o mal escrito"),
        ("    minimo: {certeza: sin fuente}\n", "", "«minimo» en el nivel «uno» está vacío o mal escrito"),
        ("niveles: [uno]", "niveles: [dos]", "es del nivel «dos», que este catálogo no tiene"),
        ("niveles: [uno]", "niveles: [{a: b}]", "tiene en «niveles» algo que no es un texto"),
        ("niveles: [uno]", "niveles: uno", "tiene en «niveles» algo que no es una lista"),
        ("niveles: [uno]", "nivel: [uno]", "trae «nivel», que no se conoce"),
        ("que_se_pide: Levantar un acta", "que_se_pide: ''", "«P-1» no tiene «que_se_pide»"),
        ("codigo: P-1", "codigo: 12", "el requisito «12» tiene en «codigo» algo que no es un texto"),
        ("nombre: De prueba\n", "", "el catálogo no tiene «nombre»"),
        ('manual: "Manual: https://ejemplo.cl/manual"', "manual: ''", "de fuentes no tiene «manual»"),
        ("nombre: Uno", "nombre: [Uno", "no se entiende como YAML cerca del renglón"),
    ],
)  # fmt: skip
def test_un_catalogo_mal_escrito_se_rechaza_con_la_entrada_y_lo_que_le_falta(
    dice: str, dijera: str, frase: str
) -> None:
    assert dice in YAML

    with pytest.raises(ErrorDeDominio, match="No se leyó el catálogo «prueba/chico»") as error:
        catalogos.interpretar("prueba/chico", YAML.replace(dice, dijera, 1))

    assert frase in str(error.value)


def test_un_codigo_repetido_se_rechaza() -> None:
    requisito = YAML[YAML.index("  - codigo: P-1") :]

    with pytest.raises(ErrorDeDominio, match="el requisito «P-1» está más de una vez"):
        catalogos.interpretar("prueba/chico", YAML + requisito)


@pytest.mark.parametrize("texto", ["", "- una\n- lista\n", "solo un texto"])
def test_lo_que_no_es_un_catalogo_se_rechaza(texto: str) -> None:
    with pytest.raises(ErrorDeDominio, match="está vacío"):
        catalogos.interpretar("prueba/chico", texto)
