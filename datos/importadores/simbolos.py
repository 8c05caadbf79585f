"""Las letras de Wingdings y sus parientes, escritas con el signo que la persona ve."""

WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x9F: "•", 0xA7: "▪", 0xA8: "☐", 0xAB: "★", 0xB7: "•",
    0xD8: "➢", 0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x97: "●", 0xA3: "☐"}
WEBDINGS = {0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗"}
FUENTES = {"wingdings": WINGDINGS, "wingdings 2": WINGDINGS_2, "webdings": WEBDINGS, "symbol": {0xB7: "•"}}
DESCONOCIDO = "◆"
USO_PRIVADO = range(0xF000, 0xF100)  # donde Word y Excel guardan las letras de estas fuentes


def es_de_simbolos(fuente: str | None) -> bool:
    """Si la fuente dibuja signos en lugar de letras; Symbol queda fuera porque también escribe griego."""
    return (fuente or "").strip().lower() in ("wingdings", "wingdings 2", "webdings")


def descifrar(texto: str, fuente: str | None) -> str:
    """El texto con cada letra de la fuente de símbolos cambiada por su signo; espacios y saltos quedan."""
    signos = FUENTES.get((fuente or "").strip().lower(), WINGDINGS)
    return "".join(
        letra if letra.isspace() else signos.get(ord(letra) & 0xFF, DESCONOCIDO) for letra in texto
    )


def sin_uso_privado(texto: str) -> str:
    """El texto con las letras de uso privado (una «» es un ✓ de Wingdings) cambiadas por su signo."""
    if not any(ord(letra) in USO_PRIVADO for letra in texto):
        return texto
    return "".join(descifrar(letra, "wingdings") if ord(letra) in USO_PRIVADO else letra for letra in texto)
