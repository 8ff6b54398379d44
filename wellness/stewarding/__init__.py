"""The steward's page: publishing and reading in one window, which nothing else imports.

The service is the one of the commands. `docs/decisions/007-the-load-page.md` says why here.
"""
