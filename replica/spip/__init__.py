"""The site as it was until 2018: SPIP's addresses, answers and markup."""
