"""La pantalla del expediente: hacerlo, y los que ya se hicieron."""
