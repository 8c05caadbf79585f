"""La certificación del plan que se mira, leída una vez por versión."""

from typing import NamedTuple

import streamlit as st

from datos.certificacion import lectura as certificaciones
from datos.certificacion import procesos
from datos.conexion import lectura
from modelos.arbol import PlanCompleto
from modelos.certificacion.catalogo import Catalogo, NivelDeCatalogo
from modelos.certificacion.proceso import Certificacion, EvidenciaDelPlan
from modelos.paises import Pais
from paginas.componentes import plan_actual


class Persigue(NamedTuple):
    """Lo que el plan persigue y de qué catálogo; el catálogo falta si este programa ya no lo trae."""

    certificacion: Certificacion
    catalogo: Catalogo | None

    @property
    def nivel(self) -> NivelDeCatalogo | None:
        """El del catálogo."""
        codigo = self.certificacion.proceso.nivel
        return (
            next((uno for uno in self.catalogo.niveles if uno.codigo == codigo), None)
            if self.catalogo
            else None
        )

    @property
    def nombre_del_nivel(self) -> str:
        """El que lee la persona."""
        return self.nivel.nombre if self.nivel else self.certificacion.proceso.nivel

    @property
    def lo_otorga_el_ministerio(self) -> bool:
        """Si al final hay un convenio y una resolución: en Chile, y no donde se rinde cuentas."""
        return self.catalogo is None or self.catalogo.pais == Pais.CHILE


def leer(plan: PlanCompleto) -> Persigue | None:
    """None si el plan no persigue ningún nivel."""
    certificacion = _leer(clave=_clave(plan), plan_id=plan.id)
    if certificacion is None:
        return None
    return Persigue(certificacion, procesos.catalogo_de(certificacion.proceso.catalogo))


def evidencias(plan: PlanCompleto) -> tuple[EvidenciaDelPlan, ...]:
    """La evidencia del plan, persiga o no un nivel."""
    return _evidencias(clave=_clave(plan), plan_id=plan.id)


def _clave(plan: PlanCompleto) -> str:
    return plan_actual.clave(plan, certificaciones.ve_lo_reservado())


@st.cache_resource(max_entries=40, show_spinner=False)
def _leer(clave: str, plan_id: int) -> Certificacion | None:  # noqa: ARG001
    with lectura() as sesion:
        return certificaciones.leer(sesion, plan_id)


@st.cache_resource(max_entries=40, show_spinner=False)
def _evidencias(clave: str, plan_id: int) -> tuple[EvidenciaDelPlan, ...]:  # noqa: ARG001
    with lectura() as sesion:
        return certificaciones.evidencias(sesion, plan_id)
