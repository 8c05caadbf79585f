"""La versión del esquema de este programa, para las pruebas que la nombran."""

from alembic.script import ScriptDirectory

from datos.migracion import GUIONES

DE_HOY = ScriptDirectory(str(GUIONES)).get_current_head() or ""
