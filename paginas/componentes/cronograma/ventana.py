"""En el teléfono caben tres meses del cronograma: cuáles, y las flechas que los cambian."""

from collections.abc import Sequence

from modelos.calendario.cronograma import Cronograma
from modelos.meses import Mes


def botones(cronograma: Cronograma) -> str:
    """En el teléfono caben tres meses: uno por botón de radio, que las flechas del CSS cambian."""
    meses = cronograma.meses
    del_medio = centro(meses, cronograma.mes_actual)
    radios = "".join(
        f'<input type="radio" name="ventana" id="v{lugar}"{" checked" if lugar == del_medio else ""} '
        f'aria-label="Tres meses en torno a {mes}">'
        for lugar, mes in enumerate(meses)
    )
    flechas = "".join(
        f'<div class="flechas f{lugar}">{_flecha(meses, lugar - 1, "‹")}<span>{mes.nombre} {mes.anio}</span>'
        f"{_flecha(meses, lugar + 1, '›')}</div>"
        for lugar, mes in enumerate(meses)
    )
    return f"{radios}{flechas}"


def _flecha(meses: Sequence[Mes], lugar: int, dibujo: str) -> str:
    if not 0 <= lugar < len(meses):
        return f'<label class="apagada" aria-hidden="true">{dibujo}</label>'
    return f'<label for="v{lugar}" aria-label="Ir a {meses[lugar]}">{dibujo}</label>'


def centro(meses: Sequence[Mes], actual: Mes | None) -> int:
    """El mes en curso; si el plan no lo abarca, el segundo, para partir mostrando los tres primeros."""
    return meses.index(actual) if actual in meses else min(1, len(meses) - 1)


def hoja(meses: int) -> str:
    """Las reglas que, en pantallas angostas, dejan a la vista solo los meses en torno al elegido."""
    reglas = []
    for lugar in range(meses):
        primera = min(max(lugar - 1, 0), max(meses - 3, 0)) + 3  # las dos primeras columnas no son meses
        visibles = f":nth-child(n+{primera}):nth-child(-n+{primera + 2})"
        reglas.append(
            f"#v{lugar}:checked~.caja :is(td,th){visibles}{{display:block}}"
            f"#v{lugar}:checked~.f{lugar}{{display:flex}}"
        )
    return f"@media screen and (max-width:640px){{{''.join(reglas)}}}"
