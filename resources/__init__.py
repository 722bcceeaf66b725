"""Icons, fonts, styles, texts, policies and help pages."""
