"""Actividades de prueba: se nombra solo lo que importa, con los meses de 2026 por su número."""

from collections.abc import Mapping
from fractions import Fraction
from functools import partial

from hypothesis import strategies as st

from modelos.meses import Mes
from modelos.seguimiento.avance import Curva, SinAvance, medir, promediar
from modelos.seguimiento.programacion import Cantidades, Horizonte, Programacion, Referencia

ANIO_2026 = Horizonte(Mes(2026, 1), Mes(2026, 12))
mes_2026 = partial(Mes, 2026)
SEPTIEMBRE = mes_2026(9)


def una_actividad(
    programado: Mapping[int | Mes, int] | None = None,
    ejecutado: Mapping[int | Mes, int] | None = None,
    aprobado: Mapping[int | Mes, int] | None = None,
    peso: int | Fraction = 1,
    actividad_id: int = 1,
) -> Programacion:
    p, e, a = (
        {_mes(mes): unidades for mes, unidades in (cantidades or {}).items()}
        for cantidades in (programado, ejecutado, aprobado)
    )
    meses = {mes: Cantidades(p.get(mes, 0), e.get(mes, 0), a.get(mes, 0)) for mes in [*e, *a, *p]}
    return Programacion(actividad_id, meses, peso)


def curva(
    actividad: Programacion,
    horizonte: Horizonte = ANIO_2026,
    referencia: Referencia = Referencia.PROGRAMADO,
) -> Curva:
    [medida] = medir([actividad], horizonte, referencia)
    assert not isinstance(medida.curva, SinAvance)
    return medida.curva


def promedio(*programaciones: Programacion) -> Curva:
    grupo = promediar(medir(programaciones, ANIO_2026))
    assert isinstance(grupo.curva, Curva)
    return grupo.curva


def _mes(mes: int | Mes) -> Mes:
    return mes if isinstance(mes, Mes) else Mes(2026, mes)


unidades_por_mes = st.dictionaries(st.integers(1, 12), st.integers(0, 9), max_size=12)
actividades = st.builds(
    una_actividad,
    programado=unidades_por_mes,
    ejecutado=unidades_por_mes,
    aprobado=unidades_por_mes,
    peso=st.integers(0, 5) | st.fractions(0, 5, max_denominator=10),
    actividad_id=st.integers(1, 999),
)
cortes = st.integers(0, 12).map(lambda n: Mes(2025, 12).mas(n))
