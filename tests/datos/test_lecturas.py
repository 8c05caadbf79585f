"""Leer un documento con lo que se recuerda de otros, y rechazar lo que no es un plan."""

import io
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import func, select

from datos import conexion, lecturas
from datos.importacion import ArchivoFuente
from modelos.errores import ErrorDeDominio
from modelos.importacion.borrador import Ajustes
from modelos.tabla import Tabla

TABLA = (
    "Línea\tObjetivo\tActividad\tQuién\nAgua\tAhorrar\tTaller uno\tAseo\nAgua\tAhorrar\tTaller dos\tAseo\n"
)


def documento(texto: str = TABLA, nombre: str = "plan.txt") -> ArchivoFuente:
    return ArchivoFuente(nombre, texto.encode())


def paquete(**partes: str) -> bytes:
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w") as zip_:
        for nombre, contenido in partes.items():
            zip_.writestr(nombre, contenido)
    return salida.getvalue()


def test_la_columna_corregida_se_recuerda_en_otro_documento_de_iguales_encabezados(base: str) -> None:
    borrador, _ = lecturas.primera_lectura(lecturas.abrir(documento()))
    lecturas.recordar(borrador, {"1:4": "medio_verificacion"})

    otro = documento(TABLA.replace("Taller", "Charla"))
    leido, ajustes = lecturas.primera_lectura(lecturas.abrir(otro))

    assert ajustes.columnas == {"1:4": "medio_verificacion"}
    assert [actividad.medio_verificacion for actividad in leido.actividades] == ["Aseo", "Aseo"]


def test_otros_encabezados_no_heredan_nada(base: str) -> None:
    borrador, _ = lecturas.primera_lectura(lecturas.abrir(documento()))
    lecturas.recordar(borrador, {"1:4": "medio_verificacion"})

    _, ajustes = lecturas.primera_lectura(lecturas.abrir(documento(TABLA.replace("Quién", "Encargado"))))

    assert ajustes.columnas == {}


def test_un_campo_recordado_que_ya_no_se_conoce_no_impide_leer(base: str) -> None:
    borrador, _ = lecturas.primera_lectura(lecturas.abrir(documento()))
    lecturas.recordar(borrador, {"1:3": "actividad", "1:4": "encargado_de_antes"})

    leido, ajustes = lecturas.primera_lectura(lecturas.abrir(documento()))

    assert ajustes.columnas == {"1:3": "actividad"}
    assert len(leido.actividades) == 2


def test_recordar_de_nuevo_reemplaza_y_olvidar_quita(base: str) -> None:
    borrador, _ = lecturas.primera_lectura(lecturas.abrir(documento()))
    lecturas.recordar(borrador, {"1:4": "medio_verificacion"})
    lecturas.recordar(borrador, {"1:4": "observaciones"})
    assert lecturas.columnas_recordadas(borrador) == {"1:4": "observaciones"}

    lecturas.olvidar(borrador)

    assert lecturas.columnas_recordadas(borrador) == {}


def test_releer_con_otra_columna_cambia_el_borrador(base: str) -> None:
    abierto = lecturas.abrir(documento())

    leido = lecturas.releer(abierto, Ajustes(columnas={"1:4": "observaciones"}))

    assert {actividad.observaciones for actividad in leido.actividades} == {"Aseo"}


def test_leer_con_otras_columnas_no_cambia_la_identidad_de_las_actividades(base_local: str) -> None:
    abierto = lecturas.abrir(documento())
    antes = lecturas.releer(abierto, Ajustes())

    despues = lecturas.releer(abierto, Ajustes(columnas={"1:2": "ignorar", "1:4": "meta"}))

    assert len({actividad.id for actividad in antes.actividades}) == 2
    assert [a.id for a in despues.actividades] == [a.id for a in antes.actividades]


def test_la_columna_que_no_se_usa_deja_de_leerse(base_local: str) -> None:
    leido = lecturas.releer(lecturas.abrir(documento()), Ajustes(columnas={"1:4": "ignorar"}))

    assert [actividad.responsables for actividad in leido.actividades] == [[], []]


def test_una_columna_puede_ser_un_mes(base_local: str) -> None:
    texto = TABLA.replace("Quién", "Otoño").replace("\tAseo", "\tX")

    leido = lecturas.releer(
        lecturas.abrir(documento(texto)), Ajustes(anio=2026, columnas={"1:4": "mes_en_columna:4"})
    )

    assert [[(m.anio, m.mes) for m in a.meses] for a in leido.actividades] == [[(2026, 4)], [(2026, 4)]]


@pytest.mark.parametrize(
    ("nombre", "contenido"),
    [
        ("vacio.docx", b""),
        ("programa.docx", b"MZ\x90\x00" + b"\0" * 200),
        ("cortado.xlsx", paquete(**{"xl/workbook.xml": "<workbook/>"})[:60]),
        ("otra-cosa.docx", paquete(**{"leame.txt": "hola"})),
        ("protegido.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")),
        ("foto.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 50),
        ("carta.txt", b"Estimada comunidad:\n\nSaludos cordiales.\n"),
        ("binario.csv", bytes(range(256)) * 20),
    ],
    ids=lambda valor: valor if isinstance(valor, str) else "",  # lo que se guarda en un zip lleva la hora
)
def test_lo_que_no_es_un_plan_se_rechaza_con_una_linea_y_sin_rastro(
    base_local: str, instancia: Path, nombre: str, contenido: bytes
) -> None:
    with pytest.raises(ErrorDeDominio) as rechazo:
        lecturas.primera_lectura(lecturas.abrir(ArchivoFuente(nombre, contenido)))

    assert "\n" not in str(rechazo.value)
    assert "No se guardó nada" in str(rechazo.value)
    assert not (instancia / "archivos").exists()
    with conexion.lectura() as sesion:
        assert all(
            sesion.execute(select(func.count()).select_from(tabla)).scalar_one() == 0
            for tabla in Tabla.metadata.sorted_tables
        )


DESCONOCIDA = (
    "PLAN VERDE 2026\nMunicipalidad de Prueba\n\nAlfa\tBeta\tGamma\nAgua\tAhorrar\tPlantar árboles\n"
    "Suelo\tCuidar\tLimpiar el canal\n"
)


def test_una_tabla_de_titulos_desconocidos_se_abre_para_senalar_sus_columnas(base_local: str) -> None:
    leido, _ = lecturas.primera_lectura(lecturas.abrir(documento(DESCONOCIDA)))

    assert leido.actividades == []
    assert [(c.titulo, c.campo) for c in leido.columnas] == [
        ("Alfa", "ignorar"),
        ("Beta", "ignorar"),
        ("Gamma", "ignorar"),
    ]
    assert (leido.plan.titulo, leido.plan.municipalidad, leido.plan.anio) == (
        "Plan Verde 2026",
        "Prueba",
        2026,
    )


def test_al_senalar_las_columnas_aparecen_las_actividades(base_local: str) -> None:
    abierto = lecturas.abrir(documento(DESCONOCIDA))

    solo_linea = lecturas.releer(abierto, Ajustes(columnas={"1:1": "linea"}))
    leido = lecturas.releer(abierto, Ajustes(columnas={"1:1": "linea", "1:3": "actividad"}))

    assert [c.campo for c in solo_linea.columnas] == ["linea", "ignorar", "ignorar"]
    assert [(a.linea, a.actividad) for a in leido.actividades] == [
        ("Agua", "Plantar árboles"),
        ("Suelo", "Limpiar el canal"),
    ]
    assert [(c.titulo, c.campo) for c in leido.columnas] == [
        ("Alfa", "linea"),
        ("Beta", "ignorar"),
        ("Gamma", "actividad"),
    ]


def test_lo_senalado_en_una_tabla_desconocida_se_recuerda(base_local: str) -> None:
    abierto = lecturas.abrir(documento(DESCONOCIDA))
    dichas = {"1:1": "linea", "1:3": "actividad"}
    lecturas.recordar(lecturas.releer(abierto, Ajustes(columnas=dichas)), dichas)

    otro = documento(DESCONOCIDA.replace("Plantar", "Regar"))
    leido, _ = lecturas.primera_lectura(lecturas.abrir(otro))

    assert [a.actividad for a in leido.actividades] == ["Regar árboles", "Limpiar el canal"]


def test_sin_titulos_la_primera_fila_es_una_actividad_mas(base_local: str) -> None:
    abierto = lecturas.abrir(documento("1\tRegar\tAseo\n2\tPodar\tObras\n"))

    leido = lecturas.releer(abierto, Ajustes(columnas={"1:2": "actividad", "1:3": "responsables"}))

    assert [(a.actividad, a.responsables) for a in leido.actividades] == [
        ("Regar", ["Aseo"]),
        ("Podar", ["Obras"]),
    ]


def test_las_columnas_adivinadas_tambien_se_corrigen(base_local: str) -> None:
    texto = (
        "Bloque\tZona\tQué\tCuándo\nA\tNorte\tPlantar árboles en la plaza\tMarzo\n"
        "B\tSur\tLimpiar el canal del sector\tAbril\n"
    )
    abierto = lecturas.abrir(documento(texto))

    adivinado, _ = lecturas.primera_lectura(abierto)
    leido = lecturas.releer(abierto, Ajustes(columnas={"1:1": "linea"}))

    assert [(c.titulo, c.campo) for c in adivinado.columnas if c.campo != "ignorar"] == [
        ("Zona", "linea"),
        ("Qué", "actividad"),
        ("Cuándo", "mes"),
    ]
    assert [(a.linea, a.actividad, [m.mes for m in a.meses]) for a in leido.actividades] == [
        ("A", "Plantar árboles en la plaza", [3]),
        ("B", "Limpiar el canal del sector", [4]),
    ]
