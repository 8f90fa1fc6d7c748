"""What the web server calls: `granian --interface wsgi bonafides.site.wsgi:application`."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from bonafides.site.setup import SETTINGS

os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
application = get_wsgi_application()
