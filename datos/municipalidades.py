"""Las municipalidades: encontrar o crear la que se nombra, y llevar actividades de una a otra."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select, update
from sqlmodel import Session

from datos import identidad
from datos.alcance import municipalidades_a_la_vista
from modelos.actividad import ActividadUnidad, Unidad
from modelos.cierre import CierreDeMes
from modelos.contenido import texto_exigido
from modelos.errores import ErrorDeDominio
from modelos.paises import conocido
from modelos.parecido import normalizar
from modelos.plan import Municipalidad, Plan
from modelos.tabla import tabla_de

municipalidad, plan = tabla_de(Municipalidad), tabla_de(Plan)
unidad, responsable = tabla_de(Unidad), tabla_de(ActividadUnidad)
cierre = tabla_de(CierreDeMes)


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


@dataclass(frozen=True, slots=True)
class Ficha:
    """Lo que se dice de una municipalidad; `logo` es su SHA-256 en el almacén."""

    nombre: str
    pais: str
    region: str | None
    comuna: str | None
    zona_horaria: str
    logo: str | None


def leer_ficha(sesion: Session, municipalidad_id: int) -> Ficha:
    """La ficha como está; ErrorDeDominio si ya no existe o es de otros."""
    consulta = select(*municipalidad.c["nombre", "pais", "region", "comuna", "zona_horaria", "logo"])
    suya = consulta.where(municipalidad.c.id == municipalidad_id, municipalidades_a_la_vista())
    fila = sesion.execute(suya).first()
    if fila is None:
        raise ErrorDeDominio("Esta municipalidad ya no está. Elija otra en «Mi cuenta».")
    return Ficha(*fila)


def guardar_ficha(sesion: Session, municipalidad_id: int, ficha: Ficha) -> None:
    """Guarda la ficha y sube la versión de sus planes, que la muestran.

    ErrorDeDominio si falta el nombre, otra ya se llama así o la zona horaria no es del país.
    """
    leer_ficha(sesion, municipalidad_id)
    nombre = texto_exigido(ficha.nombre, "el nombre de la municipalidad")
    otras = select(municipalidad.c.nombre).where(municipalidad.c.id != municipalidad_id)
    if normalizar(nombre) in map(normalizar, sesion.execute(otras).scalars()):
        raise ErrorDeDominio(f"No se guardó: ya hay otra municipalidad que se llama «{nombre}».")
    if ficha.zona_horaria not in conocido(ficha.pais).zonas_horarias:
        raise ErrorDeDominio("No se guardó: esa zona horaria no es del país elegido.")
    suya = sesion.get_one(Municipalidad, municipalidad_id)
    suya.nombre, suya.pais, suya.zona_horaria, suya.logo = nombre, ficha.pais, ficha.zona_horaria, ficha.logo
    suya.region, suya.comuna = (ficha.region or "").strip() or None, (ficha.comuna or "").strip() or None
    sesion.flush()
    sesion.execute(
        update(plan).where(plan.c.municipalidad_id == municipalidad_id).values(version=plan.c.version + 1)
    )


def llevar_unidades(
    sesion: Session, plan_id: int, actividades: Select[tuple[int]], municipalidad_id: int
) -> None:
    """Esas actividades de un plan, y los meses que cerró, pasan a las unidades de igual nombre de otra."""
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
        sesion.execute(
            update(cierre)
            .where(cierre.c.unidad_id == vieja_id, cierre.c.plan_id == plan_id)
            .values(unidad_id=conocidas[nombre])
        )
