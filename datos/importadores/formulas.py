"""Las fórmulas que llegan sin su resultado: quedan escritas como texto, y se avisa cuáles."""

from dataclasses import dataclass, field

from modelos.frases import contar

A_LA_VISTA = 5


@dataclass(slots=True)
class FormulasSinCalcular:
    """Las celdas con fórmula que el programa guardó sin calcular, en el orden en que se leyeron."""

    celdas: list[str] = field(default_factory=list)

    def anotar(self, hoja: str, fila: int, columna: int) -> None:
        """Una celda más."""
        self.celdas.append(f"{hoja}!{letras_de(columna)}{fila}")

    def avisos(self) -> list[str]:
        """La frase que lee la persona; ninguna si no hay."""
        if not self.celdas:
            return []
        cuales = ", ".join(self.celdas[:A_LA_VISTA]) + ("…" if len(self.celdas) > A_LA_VISTA else "")
        frase = f"{contar(len(self.celdas), 'celda')} con una fórmula sin calcular ({cuales})"
        return [f"{frase}: quedó escrita la fórmula. Para leer el resultado, ábralo y guárdelo."]


def letras_de(columna: int) -> str:
    """«AB» de 28."""
    letras = ""
    while columna > 0:
        columna, resto = divmod(columna - 1, 26)
        letras = chr(ord("A") + resto) + letras
    return letras
