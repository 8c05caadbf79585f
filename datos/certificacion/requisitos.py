"""Los requisitos de un plan: su ficha, los que se agregan o dejan de perseguirse, y sus actividades."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import delete, insert, select, update
from sqlmodel import Session, col
from sqlmodel import select as elegir

from datos.certificacion.procesos import siguiente_orden
from datos.fila_de_mes import comprobar_que_sigue
from modelos.certificacion.catalogo import Certeza
from modelos.certificacion.estados import EstadoResultado
from modelos.certificacion.proceso import RequisitoDelProceso
from modelos.certificacion.tablas import Observacion, Requisito, RequisitoActividad
from modelos.contenido import texto_exigido
from modelos.errores import ErrorDeDominio
from modelos.fusion import Campos, Valor, por_guardar
from modelos.tabla import tabla_de

enlace = tabla_de(RequisitoActividad)
_CON_UNIDAD = (tabla_de(Requisito), tabla_de(Observacion))

NOMBRES = {
    "nombre": "nombre",
    "ambito": "grupo",
    "que_se_pide": "qué se pide",
    "medios": "medios de verificación",
    "fuente": "fuente",
    "trabajo": "trabajo",
    "resultado": "resultado",
    "resultado_razon": "razón o referencia",
    "auditado": "resultado de la auditoría",
    "auditado_nota": "qué dijo la auditoría",
    "unidad_id": "unidad responsable",
    "comprometido": "fecha comprometida",
    "notas": "notas",
    "peso": "peso",
}
"""Los campos de la ficha, con el nombre que lee la persona."""

DEL_CATALOGO = frozenset({"ambito", "nombre", "que_se_pide", "medios", "fuente"})
"""Lo que trae el catálogo: si la municipalidad lo cambia, el requisito queda como editado por ella."""


def guardar(
    sesion: Session, plan_id: int, requisito_id: int, visto: Campos, escrito: Campos, hoy: date
) -> None:
    """Guarda lo que la persona cambió de la ficha; la fecha comprometida va como «2026-10-30».

    ConflictoDeCampos si otra persona cambió lo mismo; ErrorDeDominio si falta el nombre, o la razón de un
    resultado que la pide.
    """
    fila = tomar(sesion, plan_id, requisito_id)
    cambia = por_guardar(visto, escrito, a_campos(fila), NOMBRES)
    cumplia = _cumple(fila)
    for campo, valor in cambia.items():
        setattr(fila, campo, date.fromisoformat(str(valor)) if campo == "comprometido" and valor else valor)
    fila.nombre = texto_exigido(fila.nombre, "el nombre del requisito")
    _comprobar_resultado(fila)
    if DEL_CATALOGO & set(cambia) and not fila.propio:
        fila.editado = True
    if "fuente" in cambia:
        fila.certeza = Certeza.UNA_FUENTE if fila.fuente else Certeza.SIN_FUENTE
    if _cumple(fila) != cumplia:
        fila.resultado_el = hoy if _cumple(fila) else None


def _cumple(fila: Requisito) -> bool:
    """Con lo que dijo quien audita, si ya lo dijo."""
    auditado = EstadoResultado(fila.auditado)
    return (EstadoResultado(fila.resultado) if auditado is EstadoResultado.NO_EVALUADO else auditado).cumple


def a_campos(de: Requisito | RequisitoDelProceso) -> Campos:
    """Lo que dice de él la ficha, en textos y números."""
    valores: dict[str, Valor] = {campo: getattr(de, campo) for campo in NOMBRES}
    for campo in ("trabajo", "resultado", "auditado"):
        valores[campo] = str(getattr(de, campo))
    return valores | {"comprometido": de.comprometido.isoformat() if de.comprometido else None}


def _comprobar_resultado(fila: Requisito) -> None:
    resultado = EstadoResultado(fila.resultado)
    if resultado.pide_razon and not (fila.resultado_razon or "").strip():
        que = (
            "por qué no aplica en esta comuna"
            if resultado is EstadoResultado.NO_APLICA
            else "con qué proceso, fecha o documento se homologa"
        )
        raise ErrorDeDominio(f"No se guardó: escriba {que}.")
    if EstadoResultado(fila.auditado).pide_razon and not (fila.auditado_nota or "").strip():
        raise ErrorDeDominio(
            "No se guardó: escriba qué dijo la auditoría, que saca al requisito de la cuenta."
        )


def agregar(sesion: Session, plan_id: int, codigo: str, nombre: str, que_se_pide: str, fuente: str) -> int:
    """Uno de la municipalidad, al final; retorna su número. ErrorDeDominio si el código ya existe."""
    limpio = texto_exigido(codigo, "el código del requisito")
    if sesion.exec(
        elegir(Requisito.id).where(Requisito.plan_id == plan_id, Requisito.codigo == limpio)
    ).first():
        raise ErrorDeDominio(f"No se agregó: ya hay un requisito {limpio}. Use otro código.")
    nuevo = Requisito(
        plan_id=plan_id,
        orden=siguiente_orden(sesion, plan_id),
        codigo=limpio,
        nombre=texto_exigido(nombre, "el nombre del requisito"),
        que_se_pide=que_se_pide.strip(),
        certeza=Certeza.UNA_FUENTE if fuente.strip() else Certeza.SIN_FUENTE,
        fuente=fuente.strip() or None,
        propio=True,
    )
    sesion.add(nuevo)
    sesion.flush()
    return nuevo.id


def desactivar(sesion: Session, plan_id: int, requisito_id: int, razon: str) -> None:
    """Deja de perseguirse, con su razón; no se borra nada de lo suyo."""
    fila = tomar(sesion, plan_id, requisito_id)
    fila.desactivado = texto_exigido(razon, "por qué no se persigue este requisito")


def reactivar(sesion: Session, plan_id: int, requisito_id: int) -> None:
    """Vuelve a perseguirse."""
    tomar(sesion, plan_id, requisito_id).desactivado = None


def enlazar(sesion: Session, plan_id: int, requisito_id: int, actividades: Iterable[int]) -> None:
    """Deja esas actividades, y ninguna otra, trabajando por el requisito."""
    tomar(sesion, plan_id, requisito_id)
    pedidas = set(actividades)
    ahora = set(
        sesion.execute(select(enlace.c.actividad_id).where(enlace.c.requisito_id == requisito_id)).scalars()
    )
    for actividad_id in pedidas - ahora:
        comprobar_que_sigue(sesion, plan_id, actividad_id)
    sesion.execute(
        delete(enlace).where(
            enlace.c.requisito_id == requisito_id, enlace.c.actividad_id.in_(ahora - pedidas)
        )
    )
    if pedidas - ahora:
        sesion.execute(
            insert(enlace), [{"requisito_id": requisito_id, "actividad_id": id_} for id_ in pedidas - ahora]
        )


def de_las_actividades(sesion: Session, plan_id: int, actividades: Iterable[int]) -> list[int]:
    """Los requisitos por los que trabaja alguna de esas actividades."""
    consulta = (
        elegir(RequisitoActividad.requisito_id)
        .join(Requisito, col(Requisito.id) == col(RequisitoActividad.requisito_id))
        .where(Requisito.plan_id == plan_id, col(RequisitoActividad.actividad_id).in_(list(actividades)))
        .distinct()
    )
    return list(sesion.exec(consulta))


def tomar(sesion: Session, plan_id: int, requisito_id: int) -> Requisito:
    """El requisito, si es de ese plan; ErrorDeDominio si ya no está."""
    fila = sesion.get(Requisito, requisito_id)
    if fila is None or fila.plan_id != plan_id:
        raise ErrorDeDominio("No se guardó: este requisito ya no está en el plan.")
    return fila


def unir_unidades(sesion: Session, queda_id: int, sobran: Sequence[int]) -> None:
    """Lo que respondían las que sobran pasa a la que queda."""
    for tabla in _CON_UNIDAD:
        sesion.execute(update(tabla).where(tabla.c.unidad_id.in_(sobran)).values(unidad_id=queda_id))


def responde_por_alguno(sesion: Session, unidad_id: int) -> bool:
    """Si la unidad responde por un requisito o una observación."""
    return any(
        sesion.execute(select(tabla.c.id).where(tabla.c.unidad_id == unidad_id).limit(1)).first()
        for tabla in _CON_UNIDAD
    )
