"""The archive's own pages: SQL in `queries`, what is computed in pure modules, HTML in templates."""
