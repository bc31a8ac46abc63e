select code, kinds from core.platform
