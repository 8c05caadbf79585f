"""La entrada con cuenta: sus páginas de HTML, que sirve el servidor y no Streamlit."""
