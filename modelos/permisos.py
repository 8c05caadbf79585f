"""Quién puede qué: cada rol con sus permisos, y el permiso que pide cada cosa que se escribe."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from modelos.errores import ErrorDeDominio


class Rol(StrEnum):
    """Lo que una persona es en una municipalidad; en otra puede ser otra cosa."""

    ADMINISTRACION = "administracion"
    GESTION = "gestion"
    UNIDAD = "unidad"
    CONCEJO = "concejo"
    COMITE = "comite"
    AUDITORIA = "auditoria"

    @property
    def etiqueta(self) -> str:
        """Nombre que lee la persona."""
        return _ETIQUETAS[self]

    @property
    def descripcion(self) -> str:
        """Qué hace, en una frase para quien lo asigna."""
        return _DESCRIPCIONES[self]


class Permiso(StrEnum):
    """Una clase de acción; su valor completa la frase «su rol no permite …»."""

    VER = "ver los planes"
    REGISTRAR = "registrar lo ejecutado"
    EDITAR = "editar los planes"
    VER_PERSONAS = "ver los datos de las personas"
    VER_RESERVADO = "abrir la evidencia reservada"
    REVISAR = "revisar la bitácora"
    ADMINISTRAR = "administrar las cuentas"
    INSTALAR = "respaldar y mantener la instalación"


_ETIQUETAS = {
    Rol.ADMINISTRACION: "Administración",
    Rol.GESTION: "Gestión ambiental",
    Rol.UNIDAD: "Unidad",
    Rol.CONCEJO: "Concejo",
    Rol.COMITE: "Comité (CAC o CAM)",
    Rol.AUDITORIA: "Auditoría",
}
_DESCRIPCIONES = {
    Rol.ADMINISTRACION: "Todo, y además las cuentas de su municipalidad.",
    Rol.GESTION: "Importa, edita y registra en todos los planes.",
    Rol.UNIDAD: "Registra lo ejecutado y explica atrasos en las actividades de su unidad; ve lo demás.",
    Rol.CONCEJO: "Ve los planes y su avance; no cambia nada.",
    Rol.COMITE: "Ve el cronograma, la reunión y la participación; no cambia nada.",
    Rol.AUDITORIA: "Ve un solo plan hasta una fecha; no cambia nada.",
}

MATRIZ: Mapping[Rol, frozenset[Permiso]] = MappingProxyType(
    {
        Rol.ADMINISTRACION: frozenset(
            {
                Permiso.VER,
                Permiso.REGISTRAR,
                Permiso.EDITAR,
                Permiso.VER_PERSONAS,
                Permiso.VER_RESERVADO,
                Permiso.REVISAR,
                Permiso.ADMINISTRAR,
            }
        ),
        Rol.GESTION: frozenset(
            {
                Permiso.VER,
                Permiso.REGISTRAR,
                Permiso.EDITAR,
                Permiso.VER_PERSONAS,
                Permiso.VER_RESERVADO,
                Permiso.REVISAR,
            }
        ),
        Rol.UNIDAD: frozenset({Permiso.VER, Permiso.REGISTRAR, Permiso.VER_PERSONAS, Permiso.VER_RESERVADO}),
        Rol.CONCEJO: frozenset({Permiso.VER}),
        Rol.COMITE: frozenset({Permiso.VER}),
        Rol.AUDITORIA: frozenset({Permiso.VER, Permiso.VER_RESERVADO, Permiso.REVISAR}),
    }
)
"""Qué permite cada rol en su municipalidad. Instalar lo da la cuenta y no el rol."""

PANTALLAS: Mapping[str, Permiso] = MappingProxyType(
    {
        "inicio": Permiso.VER,
        "cronograma": Permiso.VER,
        "avance": Permiso.VER,
        "comparar": Permiso.VER,
        "reunion": Permiso.VER,
        "actividad": Permiso.VER,
        "buscar": Permiso.VER,
        "estructura": Permiso.EDITAR,
        "participacion": Permiso.VER,
        "cambios": Permiso.VER,
        "bitacora": Permiso.REVISAR,
        "certificacion": Permiso.VER,
        "requisitos": Permiso.VER,
        "preparacion": Permiso.VER,
        "evidencias": Permiso.VER,
        "expediente": Permiso.VER_RESERVADO,
        "unidades": Permiso.EDITAR,
        "importar": Permiso.EDITAR,
        "planes": Permiso.EDITAR,
        "papelera": Permiso.EDITAR,
        "mi_cuenta": Permiso.VER,
        "municipalidad": Permiso.ADMINISTRAR,
        "personas": Permiso.ADMINISTRAR,
        "respaldo": Permiso.INSTALAR,
        "instalacion": Permiso.INSTALAR,
    }
)
"""Qué permiso abre cada pantalla."""

_LO_QUE_REGISTRA = {
    "mes_actividad": frozenset({"ejecutado", "ejecutado_el", "nota"}),
    "actividad": frozenset({"causa", "proximo_paso"}),
    "cierre_de_mes": frozenset({"entregas", "completo_por", "completo_el"}),
    "requisito": frozenset({"trabajo", "notas"}),
    "observacion": frozenset({"respuesta", "respondida_el"}),
}
_AL_NACER = {
    "cierre_de_mes": frozenset({"plan_id", "unidad_id", "anio", "mes"}),
    "evidencia": frozenset({"plan_id", "numero", "titulo", "clase", "fecha", "vence", "confidencial"}),
    "revision": frozenset(
        {
            "evidencia_id", "numero", "sha256", "tamano", "tipo", "nombre", "direccion", "quien", "cuando",
            "nota", "tomada_el", "con_ubicacion", "paginas", "ilegible",
        }
    ),
    "evidencia_requisito": frozenset({"paginas"}),
    "evidencia_actividad": frozenset({"evidencia_id", "actividad_id", "anio", "mes"}),
}  # fmt: skip
"""Lo que además dice una fila que nace o se va: de qué es. En una que ya está, cambiarlo es editar."""
_DE_ADMINISTRACION = frozenset({"persona", "pertenencia", "publicacion"})
_AL_UNIR_UNIDADES = frozenset({"unidad_id"})


def que_pide(tabla: str, columnas: frozenset[str], *, ya_estaba: bool = True) -> Permiso:
    """El permiso para escribir esas columnas de esa tabla; lo que nadie previó pide el de editar.

    `ya_estaba` es si la fila sigue siendo la misma, y no una que nace o se va.
    """
    if tabla in _DE_ADMINISTRACION:
        return Permiso.EDITAR if columnas == _AL_UNIR_UNIDADES else Permiso.ADMINISTRAR
    nada = frozenset[str]()
    registra = _LO_QUE_REGISTRA.get(tabla, nada) | (nada if ya_estaba else _AL_NACER.get(tabla, nada))
    return Permiso.REGISTRAR if columnas <= registra else Permiso.EDITAR


def quienes_pueden(permiso: Permiso) -> str:
    """«Gestión ambiental o Administración»: a quién pedirlo."""
    if permiso is Permiso.INSTALAR:
        return "quien instaló el planificador"
    roles = [rol.etiqueta for rol in reversed(Rol) if permiso in MATRIZ[rol]]
    return " o ".join((", ".join(roles[:-1]), roles[-1])) if len(roles) > 1 else roles[0]


class SinPermiso(ErrorDeDominio):
    """Su rol no lo permite; la frase dice quién puede."""


def negativa(permiso: Permiso, rol: Rol | None) -> SinPermiso:
    """La frase que se lee al pedir algo que el rol no permite."""
    como = f"su rol es {rol.etiqueta} y no permite" if rol else "su cuenta no permite"
    return SinPermiso(f"No se hizo: {como} {permiso.value}. Pídalo a {quienes_pueden(permiso)}.")
