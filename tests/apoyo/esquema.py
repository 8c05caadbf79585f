"""La versión del esquema de este programa, para las pruebas que la nombran."""

from alembic.script import ScriptDirectory

from datos import migracion

ESQUEMA = ScriptDirectory(str(migracion.GUIONES)).get_current_head()
