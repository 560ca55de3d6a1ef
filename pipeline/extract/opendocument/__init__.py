"""OpenDocument (ODF 1.3, ISO/IEC 26300): texts and spreadsheets, packed or flat."""
