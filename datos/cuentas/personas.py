"""Las personas y su rol en cada municipalidad: comenzar, invitar, cambiar el rol, desactivar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert, select, update
from sqlmodel import Session

from datos import identidad, municipalidades
from datos.conexion import escritura, escritura_de_paso, lectura
from datos.cuentas import claves, enlaces, sesiones
from modelos.actividad import Unidad
from modelos.contenido import texto_exigido
from modelos.cuentas import (
    ClaseDeEnlace,
    Clave,
    Identidad,
    Persona,
    Pertenencia,
    comprobar_pertenencia,
    correo_escrito,
)
from modelos.errores import ErrorDeDominio
from modelos.parecido import normalizar
from modelos.permisos import Permiso, Rol
from modelos.plan import Municipalidad, Plan
from modelos.tabla import tabla_de

persona, pertenencia, clave = tabla_de(Persona), tabla_de(Pertenencia), tabla_de(Clave)
municipalidad, unidad, plan = tabla_de(Municipalidad), tabla_de(Unidad), tabla_de(Plan)


@dataclass(frozen=True, slots=True)
class Puesto:
    """Lo que una persona es en una municipalidad."""

    rol: Rol
    unidad_id: int | None = None
    plan_id: int | None = None
    vence_el: date | None = None


@dataclass(frozen=True, slots=True)
class PersonaEnLista:
    """Una persona de la municipalidad, con su puesto en ella."""

    id: int
    nombre: str
    correo: str
    puesto: Puesto
    tiene_clave: bool
    desactivada_el: date | None


def de_la_municipalidad(sesion: Session, municipalidad_id: int) -> list[PersonaEnLista]:
    """Las que tienen un rol en ella, por nombre; una consulta."""
    consulta = (
        select(
            *persona.c["id", "nombre", "correo", "desactivada_el"],
            *pertenencia.c["rol", "unidad_id", "plan_id", "vence_el"],
            clave.c.persona_id.label("con_clave"),
        )
        .join(pertenencia, pertenencia.c.persona_id == persona.c.id)
        .outerjoin(clave, clave.c.persona_id == persona.c.id)
        .where(pertenencia.c.municipalidad_id == municipalidad_id)
    )
    return [
        PersonaEnLista(
            fila.id,
            fila.nombre,
            fila.correo,
            Puesto(Rol(fila.rol), fila.unidad_id, fila.plan_id, fila.vence_el),
            fila.con_clave is not None,
            fila.desactivada_el,
        )
        for fila in sorted(sesion.execute(consulta), key=lambda fila: normalizar(fila.nombre))
    ]


def municipalidades_de(sesion: Session, persona_id: int, hoy: date) -> Sequence[tuple[int, str]]:
    """Identificador y nombre de aquellas en que tiene un rol que no venció."""
    consulta = (
        select(municipalidad.c.id, municipalidad.c.nombre, pertenencia.c.vence_el)
        .join(pertenencia, pertenencia.c.municipalidad_id == municipalidad.c.id)
        .where(pertenencia.c.persona_id == persona_id)
        .order_by(municipalidad.c.nombre)
    )
    return [(id_, nombre) for id_, nombre, vence in sesion.execute(consulta) if vence is None or vence >= hoy]


def comenzar(
    nombre: str, correo: str, escrita: str, oficina: tuple[str, str], ahora: datetime, desde: tuple[str, str]
) -> str:
    """La primera cuenta, de administración, y su municipalidad; entrega el testigo de su sesión.

    `oficina` es el nombre de la municipalidad y su país; `desde`, la dirección y el navegador. ErrorDeDominio
    si ya había cuentas: entonces solo se entra por invitación.
    """
    suyo = texto_exigido(nombre, "su nombre")
    claves.comprobar_nueva(escrita, (suyo, correo, oficina[0], "planificador ambiental municipalidad"))
    with escritura(f"Crear la primera cuenta, de {suyo}") as sesion:
        if sesiones.hay_cuentas(sesion):
            raise ErrorDeDominio(
                "Ya hay cuentas en esta instalación: pida una invitación a su administración."
            )
        duena = municipalidades.asegurar(sesion, *oficina)
        nueva = _crear(sesion, suyo, correo, instala=True)
        _dar(sesion, nueva, duena, Puesto(Rol.ADMINISTRACION))
        claves.poner(sesion, nueva, escrita, ahora)
        return sesiones.abrir(sesion, nueva, ahora, *desde)


def invitar(nombre: str, correo: str, puesto: Puesto, ahora: datetime) -> str:
    """La persona con su rol en la municipalidad de quien invita; entrega el testigo de su enlace.

    Si ya tenía cuenta por otra municipalidad, se le suma este rol y entra con su clave: testigo vacío.
    """
    suyo = texto_exigido(nombre, "el nombre")
    duena = _municipalidad_de_quien_pide()
    with escritura(f"Invitar a {suyo} como {puesto.rol.etiqueta}") as sesion:
        conocida = sesion.execute(
            select(persona.c.id, clave.c.persona_id)
            .outerjoin(clave, clave.c.persona_id == persona.c.id)
            .where(persona.c.correo == correo_escrito(correo))
        ).first()
        quien = conocida[0] if conocida else _crear(sesion, suyo, correo)
        _dar(sesion, quien, duena, puesto)
        if conocida and conocida[1] is not None:
            return ""
        return enlaces.hacer(sesion, quien, ClaseDeEnlace.INVITACION, ahora)


def cambiar_puesto(persona_id: int, puesto: Puesto) -> None:
    """Otro rol en la municipalidad de quien pide; nunca la deja sin administración."""
    duena = _municipalidad_de_quien_pide()
    with escritura(f"Cambiar el rol de {_nombre(persona_id)} a {puesto.rol.etiqueta}") as sesion:
        _comprobar_puesto(sesion, duena, puesto)
        orden = (
            update(pertenencia)
            .where(pertenencia.c.persona_id == persona_id, pertenencia.c.municipalidad_id == duena)
            .values(
                rol=puesto.rol, unidad_id=puesto.unidad_id, plan_id=puesto.plan_id, vence_el=puesto.vence_el
            )
        )
        if sesion.execute(orden.returning(pertenencia.c.id)).first() is None:
            raise ErrorDeDominio("Esa persona ya no es de esta municipalidad. Actualice la página.")
        _comprobar_que_queda_administracion(sesion, duena)


def desactivar(persona_id: int, hoy: date, ahora: datetime) -> None:
    """Ya no entra, desde su siguiente acción; lo que hizo sigue a su nombre. Se puede volver a activar."""
    _activar(persona_id, f"Desactivar la cuenta de {_nombre(persona_id)}", hoy)
    sesiones.cerrar(persona_id, ahora)


def reactivar(persona_id: int) -> None:
    """Puede volver a entrar con su clave."""
    _activar(persona_id, f"Reactivar la cuenta de {_nombre(persona_id)}", None)


def cerrar_sesiones(persona_id: int, ahora: datetime) -> int:
    """Todas las de una persona de la municipalidad de quien pide; entrega cuántas había."""
    duena = _municipalidad_de_quien_pide()
    with escritura(f"Cerrar las sesiones de {_nombre(persona_id)}") as sesion:
        _comprobar_que_es_de(sesion, persona_id, duena)
    return sesiones.cerrar(persona_id, ahora)


def enlace_para_la_clave(persona_id: int, ahora: datetime) -> str:
    """El testigo de un enlace para poner o cambiar la clave; el anterior deja de servir."""
    duena = _municipalidad_de_quien_pide()
    with escritura(f"Hacer un enlace para la clave de {_nombre(persona_id)}") as sesion:
        _comprobar_que_es_de(sesion, persona_id, duena)
        con_clave = sesion.execute(select(clave.c.persona_id).where(clave.c.persona_id == persona_id)).first()
        clase = ClaseDeEnlace.CAMBIO_DE_CLAVE if con_clave else ClaseDeEnlace.INVITACION
        return enlaces.hacer(sesion, persona_id, clase, ahora)


def enlace_por_correo(correo: str, ahora: datetime) -> str:
    """Lo mismo por su correo, para una orden dada en el servidor: quien administra y perdió su clave."""
    with lectura() as sesion:
        consulta = select(*persona.c["id", "nombre"]).where(persona.c.correo == correo_escrito(correo))
        fila = sesion.execute(consulta).first()
    if fila is None:
        raise ErrorDeDominio(f"No hay ninguna cuenta con el correo {correo}.")
    with escritura(f"Hacer un enlace para la clave de {fila.nombre}") as sesion:
        return enlaces.hacer(sesion, fila.id, ClaseDeEnlace.CAMBIO_DE_CLAVE, ahora)


def cambiar_clave_propia(quien: Identidad, actual: str, nueva: str, ahora: datetime) -> None:
    """La clave de quien pide, que prueba saber la que tiene; cierra sus otras sesiones."""
    propia = quien.persona_id or 0
    with lectura() as sesion:
        fila = sesion.execute(select(*persona.c["nombre", "correo"]).where(persona.c.id == propia)).one()
    contados = claves.contar_intento(ahora, fila.correo)
    with lectura() as sesion:
        bien = claves.coincide(sesion, propia, actual)
    if not bien:
        raise ErrorDeDominio("Su clave actual no es esa. La clave no se cambió.")
    with escritura_de_paso() as sesion:
        claves.perdonar(sesion, fila.correo, contados)
    claves.comprobar_nueva(nueva, (fila.nombre, fila.correo))
    with escritura_de_paso() as sesion:
        claves.poner(sesion, propia, nueva, ahora)
    sesiones.cerrar(propia, ahora, menos=quien.sesion_id)


def _municipalidad_de_quien_pide() -> int:
    quien = identidad.en_curso(de_nuevo=True)
    quien.exigir(Permiso.ADMINISTRAR)
    duena = quien.municipalidad_id
    if duena is None:
        raise ErrorDeDominio("Entre con su cuenta para administrar las de su municipalidad.")
    return duena


def _crear(sesion: Session, nombre: str, correo: str, *, instala: bool = False) -> int:
    conocidas = sesion.execute(select(persona.c.nombre)).scalars()
    if normalizar(nombre) in {normalizar(conocida) for conocida in conocidas}:
        raise ErrorDeDominio(f"Ya hay una cuenta a nombre de {nombre}. Agréguele el segundo apellido.")
    fila = {"nombre": nombre, "correo": correo_escrito(correo), "instala": instala}
    return int(sesion.execute(insert(persona).values(fila).returning(persona.c.id)).scalar_one())


def _dar(sesion: Session, persona_id: int, municipalidad_id: int, puesto: Puesto) -> None:
    _comprobar_puesto(sesion, municipalidad_id, puesto)
    repetida = select(pertenencia.c.id).where(
        pertenencia.c.persona_id == persona_id, pertenencia.c.municipalidad_id == municipalidad_id
    )
    if sesion.execute(repetida).first():
        raise ErrorDeDominio("Esa persona ya tiene un rol en esta municipalidad: cámbielo en la lista.")
    fila = {
        "persona_id": persona_id,
        "municipalidad_id": municipalidad_id,
        "rol": puesto.rol,
        "unidad_id": puesto.unidad_id,
        "plan_id": puesto.plan_id,
        "vence_el": puesto.vence_el,
    }
    sesion.execute(insert(pertenencia).values(fila))


def _comprobar_puesto(sesion: Session, municipalidad_id: int, puesto: Puesto) -> None:
    """Completo, y con una unidad y un plan que sean de esa municipalidad."""
    comprobar_pertenencia(puesto.rol, puesto.unidad_id, puesto.plan_id, puesto.vence_el)
    for tabla, id_ in ((unidad, puesto.unidad_id), (plan, puesto.plan_id)):
        if id_ is None:
            continue
        duena = sesion.execute(select(tabla.c.municipalidad_id).where(tabla.c.id == id_)).scalar()
        if duena != municipalidad_id:
            raise ErrorDeDominio("Esa unidad o ese plan ya no están en esta municipalidad. Elija otro.")


def _comprobar_que_queda_administracion(sesion: Session, municipalidad_id: int) -> None:
    queda = (
        select(pertenencia.c.id)
        .join(persona, persona.c.id == pertenencia.c.persona_id)
        .where(pertenencia.c.municipalidad_id == municipalidad_id, pertenencia.c.rol == Rol.ADMINISTRACION)
        .where(persona.c.desactivada_el.is_(None))
    )
    if sesion.execute(queda).first() is None:
        raise ErrorDeDominio(
            "No se cambió: la municipalidad quedaría sin quien administre sus cuentas. "
            "Nombre antes a otra persona."
        )


def _comprobar_que_es_de(sesion: Session, persona_id: int, municipalidad_id: int) -> None:
    """Solo de esta municipalidad: la cuenta de quien tiene rol en otra la tocan las dos o quien instaló."""
    suyas = set(
        sesion.execute(
            select(pertenencia.c.municipalidad_id).where(pertenencia.c.persona_id == persona_id)
        ).scalars()
    )
    if suyas != {municipalidad_id} and not (identidad.en_curso().instala and municipalidad_id in suyas):
        raise ErrorDeDominio(
            "Esa persona tiene también un rol en otra municipalidad: su cuenta la cambia quien instaló."
            if municipalidad_id in suyas
            else "Esa persona no es de esta municipalidad."
        )


def _activar(persona_id: int, descripcion: str, desactivada_el: date | None) -> None:
    duena = _municipalidad_de_quien_pide()
    with escritura(descripcion) as sesion:
        _comprobar_que_es_de(sesion, persona_id, duena)
        sesion.execute(
            update(persona).where(persona.c.id == persona_id).values(desactivada_el=desactivada_el)
        )
        _comprobar_que_queda_administracion(sesion, duena)


def _nombre(persona_id: int) -> str:
    with lectura() as sesion:
        nombre: str | None = sesion.execute(
            select(persona.c.nombre).where(persona.c.id == persona_id)
        ).scalar()
    if nombre is None:
        raise ErrorDeDominio("Esa cuenta ya no está. Actualice la página.")
    return nombre
