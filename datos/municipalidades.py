"""Las municipalidades: encontrar o crear la que se nombra, y llevar actividades de una a otra."""

from collections.abc import Sequence

from sqlalchemy import Select, select, update
from sqlmodel import Session

from datos import identidad
from datos.alcance import municipalidades_a_la_vista
from modelos.actividad import ActividadUnidad, Unidad
from modelos.contenido import texto_exigido
from modelos.errores import ErrorDeDominio
from modelos.paises import conocido
from modelos.parecido import normalizar
from modelos.plan import Municipalidad
from modelos.tabla import tabla_de

municipalidad, unidad, responsable = tabla_de(Municipalidad), tabla_de(Unidad), tabla_de(ActividadUnidad)


def nombres(sesion: Session) -> Sequence[str]:
    """Los de las conocidas, para elegir una en vez de escribirla otra vez."""
    consulta = select(municipalidad.c.nombre).where(municipalidades_a_la_vista())
    return sesion.execute(consulta.order_by(municipalidad.c.nombre)).scalars().all()


def asegurar(sesion: Session, escrito: str, pais: str) -> int:
    """El identificador de la que se llama así, sin mirar mayúsculas ni tildes; la crea si no existe.

    Con cuentas, ErrorDeDominio si no es aquella en que trabaja quien pide.
    """
    nombre = texto_exigido(escrito, "la municipalidad")
    conocidas = sesion.execute(select(municipalidad.c.nombre, municipalidad.c.id))
    encontrada = {normalizar(conocida): int(id_) for conocida, id_ in conocidas}.get(normalizar(nombre))
    quien = identidad.en_curso()
    if not quien.es_local and encontrada != quien.municipalidad_id:
        raise ErrorDeDominio(
            f"No se guardó: usted no trabaja en «{nombre}» sino en otra municipalidad. "
            "Corrija el nombre, o cámbiese de municipalidad en «Mi cuenta»."
        )
    if encontrada is not None:
        return encontrada
    nueva = Municipalidad(nombre=nombre, pais=pais, zona_horaria=conocido(pais).zona_horaria)
    sesion.add(nueva)
    sesion.flush()
    return nueva.id


def llevar_unidades(sesion: Session, actividades: Select[tuple[int]], municipalidad_id: int) -> None:
    """Esas actividades pasan a responder a las unidades de igual nombre de otra municipalidad."""
    consulta = (
        select(unidad.c.id, unidad.c.nombre, unidad.c.sigla)
        .join(responsable, responsable.c.unidad_id == unidad.c.id)
        .where(responsable.c.actividad_id.in_(actividades))
        .distinct()
    )
    suyas = select(unidad.c.nombre, unidad.c.id).where(unidad.c.municipalidad_id == municipalidad_id)
    conocidas: dict[str, int] = {fila.nombre: fila.id for fila in sesion.execute(suyas)}
    for vieja_id, nombre, sigla in sesion.execute(consulta).all():
        if nombre not in conocidas:
            nueva = Unidad(municipalidad_id=municipalidad_id, nombre=nombre, sigla=sigla)
            sesion.add(nueva)
            sesion.flush()
            conocidas[nombre] = nueva.id
        sesion.execute(
            update(responsable)
            .where(responsable.c.unidad_id == vieja_id, responsable.c.actividad_id.in_(actividades))
            .values(unidad_id=conocidas[nombre])
        )
