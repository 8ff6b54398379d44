"""The stores, on SQLAlchemy: what `wellness.domain.stores` asks for, and how it is kept."""
