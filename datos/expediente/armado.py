"""Hacer el expediente de un plan: reunir todo, escribir la bolsa y dejar su recibo."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlmodel import Session

from datos import almacen, identidad, planes, unidades
from datos.bitacora import consulta, en_csv
from datos.bitacora.consulta import Filtro
from datos.certificacion import lectura, procesos
from datos.conexion import escritura, instancia
from datos.conexion import lectura as leer_base
from datos.expediente import indice, instrucciones, recibo
from datos.expediente.bolsa import Avance, Hecho, Pieza, escribir
from datos.exportadores import en_excel, participacion_en_pdf
from datos.exportadores.pedido import Pedido
from modelos.arbol import PlanCompleto
from modelos.certificacion.proceso import Certificacion, EvidenciaDelPlan
from modelos.errores import ErrorDeDominio
from modelos.expediente import datos_json
from modelos.expediente.contenido import Contenido, Entrada, reunir
from modelos.expediente.nombres import carpeta_raiz, nombre_de_archivo
from modelos.frases import contar
from modelos.permisos import Permiso

A_LA_VISTA = 8
"""Faltas que dice la negativa; las demás se cuentan."""


class Reunido(NamedTuple):
    """Todo lo que se escribe, leído de una vez."""

    plan: PlanCompleto
    certificacion: Certificacion
    nivel: str
    contenido: Contenido
    titulo: str
    adjuntos: tuple[Pieza, ...]


class Expediente(NamedTuple):
    """El ZIP y su recibo, ya escritos."""

    archivo: Path
    recibo: Path
    hecho: Hecho
    completo: bool


class Incompleto(ErrorDeDominio):
    """Le falta algo y no se pidió parcial; `faltas` las dice todas."""

    def __init__(self, faltas: tuple[str, ...]) -> None:
        self.faltas = faltas
        dichas = "; ".join(faltas[:A_LA_VISTA])
        mas = f"; y {len(faltas) - A_LA_VISTA} más" if len(faltas) > A_LA_VISTA else ""
        falta = "falta" if len(faltas) == 1 else "faltan"
        super().__init__(
            f"No se hizo el expediente: le {falta} {contar(len(faltas), 'cosa', dentro_de_frase=True)}. "
            f"{dichas}{mas}. "
            "Complételo, o pídalo parcial: su portada dirá qué le falta."
        )


def carpeta(plan_id: int) -> Path:
    """Donde quedan los del plan."""
    return instancia() / "expedientes" / str(plan_id)


def que_lleva(plan_id: int, ahora: datetime, *, todas_las_revisiones: bool = False) -> Contenido:
    """Lo que llevaría y lo que le falta, sin escribir nada."""
    with leer_base() as sesion:
        plan = planes.cargar(sesion, plan_id)
        return reunir(
            _certificacion(sesion, plan),
            _en_su_zona(plan, ahora).date(),
            todas_las_revisiones=todas_las_revisiones,
        )


def hacer(
    plan_id: int,
    ahora: datetime,
    *,
    parcial: bool = False,
    todas_las_revisiones: bool = False,
    destino: Path | None = None,
    avance: Avance | None = None,
) -> Expediente:
    """Escribe el ZIP y su recibo, y lo deja anotado en la bitácora con su huella.

    Incompleto si le falta algo y no se pidió parcial; ErrorDeDominio si un archivo no es el que se guardó, si
    se cancela, o si falla el disco.
    """
    with leer_base() as sesion:
        reunido = _reunir(sesion, plan_id, ahora, todas_las_revisiones=todas_las_revisiones)
    contenido = reunido.contenido
    if contenido.faltas and not parcial:
        raise Incompleto(contenido.faltas)
    local = _en_su_zona(reunido.plan, ahora)
    base = carpeta_raiz(f"Expediente {reunido.plan.municipalidad[:22].strip()} {local:%Y-%m-%d %H%M%S}")
    archivo = (destino or carpeta(plan_id)) / f"{base}.zip"
    hecho = escribir(
        archivo,
        base,
        [*reunido.adjuntos, *map(_pieza, contenido.entradas)],
        _informacion(reunido, local),
        avance,
        cuando=local,
        en_la_raiz={"VERIFICAR.txt": instrucciones.verificar(completo=contenido.completo)},
    )
    hoja = archivo.with_name(f"{base} recibo.pdf")
    with _los_dos_o_ninguno(archivo, hoja):
        hoja.write_bytes(
            recibo.en_pdf(
                reunido.plan, reunido.nivel, archivo.name, hecho, local, parcial=not contenido.completo
            )
        )
        _anotar(plan_id, archivo.name, hecho, completo=contenido.completo)
    return Expediente(archivo, hoja, hecho, contenido.completo)


@contextmanager
def _los_dos_o_ninguno(*escritos: Path) -> Iterator[None]:
    """Lo que no llegó a anotarse no queda: nadie respondería por él."""
    try:
        yield
    except BaseException:
        for escrito in escritos:
            escrito.unlink(missing_ok=True)
        raise


def _anotar(plan_id: int, nombre: str, hecho: Hecho, *, completo: bool) -> None:
    como = "completo" if completo else "parcial"
    with escritura(f"Hacer el expediente {como} «{nombre}», SHA-256 {hecho.sha256_del_zip}", plan_id=plan_id):
        pass


def _certificacion(sesion: Session, plan: PlanCompleto) -> Certificacion:
    certificacion = lectura.leer(sesion, plan.id)
    if certificacion is None:
        raise ErrorDeDominio(
            "No hay expediente: este plan no persigue ningún nivel. Elíjalo en Certificación."
        )
    if any(una.confidencial for una in certificacion.evidencias) and not lectura.ve_lo_reservado():
        raise ErrorDeDominio("No se hizo el expediente: lleva evidencia reservada que su rol no abre.")
    return certificacion


def _reunir(sesion: Session, plan_id: int, ahora: datetime, *, todas_las_revisiones: bool) -> Reunido:
    plan = planes.cargar(sesion, plan_id)
    certificacion = _certificacion(sesion, plan)
    local = _en_su_zona(plan, ahora)
    contenido = reunir(certificacion, local.date(), todas_las_revisiones=todas_las_revisiones)
    catalogo = procesos.catalogo_de(certificacion.proceso.catalogo)
    codigo = certificacion.proceso.nivel
    nivel = (
        next((uno.nombre for uno in catalogo.niveles if uno.codigo == codigo), codigo) if catalogo else codigo
    )
    titulo = f"Expediente: {nivel}"
    reunido = Reunido(plan, certificacion, nivel, contenido, titulo, ())
    return reunido._replace(adjuntos=tuple(_adjuntos(sesion, reunido, local)))


def _adjuntos(sesion: Session, reunido: Reunido, local: datetime) -> Iterator[Pieza]:
    plan, contenido, hoy = reunido.plan, reunido.contenido, local.date()
    nombres = {unidad.id: unidad.nombre for unidad in unidades.listar(sesion, plan.municipalidad_id)}
    pedido = Pedido(plan, hoy)
    que_plan = {
        "municipalidad": plan.municipalidad,
        "nombre": plan.nombre,
        "desde": plan.inicio.clave,
        "hasta": plan.fin.clave,
    }
    yield _de_una("indice/indice.pdf", indice.en_pdf(plan, contenido, reunido.titulo, hoy))
    yield _de_una("indice/indice.html", indice.en_html(contenido, f"{reunido.titulo} · {plan.nombre}"))
    yield _de_una("indice/indice.csv", indice.en_csv(contenido))
    yield _de_una("matriz de requisitos.csv", indice.matriz_en_csv(reunido.certificacion, nombres))
    yield _de_una("plan.xlsx", en_excel.generar(sesion, pedido))
    yield _de_una("participacion.pdf", participacion_en_pdf.generar(sesion, pedido))
    anotadas = consulta.todas(sesion, Filtro(plan_id=plan.id))
    yield _de_una("bitacora.csv", en_csv.generar(anotadas, ZoneInfo(plan.zona_horaria)))
    yield _de_una("datos.json", datos_json.a_json(reunido.certificacion, que_plan))


def _de_una(ruta: str, contenido: bytes) -> Pieza:
    return Pieza(ruta, lambda: iter([contenido]))


def _pieza(entrada: Entrada) -> Pieza:
    revision = entrada.revision
    if revision.sha256 is None:
        return _de_una(entrada.ruta, f"{revision.direccion}\n".encode())
    return Pieza(entrada.ruta, partial(_partes, entrada.evidencia, revision.sha256), revision.sha256)


def _partes(evidencia: EvidenciaDelPlan, sha256: str) -> Iterator[bytes]:
    """El archivo guardado; si no está o no es el que era, de qué evidencia."""
    try:
        yield from almacen.leer_por_partes(sha256)
    except ErrorDeDominio as error:
        raise ErrorDeDominio(
            f"No se hizo el expediente, por {evidencia.codigo} «{evidencia.titulo}». {error}"
        ) from error


def _informacion(reunido: Reunido, local: datetime) -> dict[str, str]:
    plan, contenido = reunido.plan, reunido.contenido
    estado = "Completo" if contenido.completo else f"PARCIAL, con {contar(len(contenido.faltas), 'falta')}"
    return {
        "Source-Organization": plan.municipalidad,
        "Bagging-Date": local.date().isoformat(),
        "External-Description": f"{reunido.titulo}. {plan.nombre}.",
        "Internal-Sender-Description": estado,
    }


def _en_su_zona(plan: PlanCompleto, ahora: datetime) -> datetime:
    return ahora.astimezone(ZoneInfo(plan.zona_horaria))


def hechos(plan_id: int) -> list[Path]:
    """Los expedientes del plan, el último primero."""
    suyos = carpeta(plan_id).glob("*.zip")
    return sorted(suyos, key=lambda ruta: ruta.stat().st_mtime, reverse=True)


def por_nombre(plan_id: int, nombre: str) -> Path | None:
    """El ZIP o el recibo de ese nombre exacto; None si no está entre los del plan."""
    if nombre != nombre_de_archivo(nombre):
        return None
    ruta = carpeta(plan_id) / nombre
    return ruta if ruta.suffix in {".zip", ".pdf"} and ruta.is_file() else None


def borrar(plan_id: int, nombre: str) -> None:
    """Quita el ZIP y su recibo; lo anotado se queda. ErrorDeDominio si ya no está."""
    ruta = por_nombre(plan_id, nombre)
    if ruta is None:
        raise ErrorDeDominio("No se borró: ese expediente ya no está.")
    with escritura(f"Borrar el expediente «{nombre}»", plan_id=plan_id):
        identidad.en_curso().exigir(Permiso.EDITAR)
    ruta.unlink(missing_ok=True)
    ruta.with_name(f"{ruta.stem} recibo.pdf").unlink(missing_ok=True)
