"""Load: is a partner's file fit to be published, and who has not sent theirs?"""

from wellness.stewarding import changes, deliveries, faults, loading, owed, publication
from wellness.stewarding.desk import open_desk
from wellness.views import layout

visit = layout.start("Load")
desk = open_desk(visit)
delivery = deliveries.take(desk)

if delivery is not None:
    matter, context = layout.halves()
    with matter:
        faults.to_mend(delivery)
        faults.to_ask(delivery)
        loading.draw(desk, delivery)
    with context:
        changes.sites(desk, delivery)
        rehearsal = changes.rehearsed(desk, delivery)
        changes.draw(desk, rehearsal, "If it were loaded")
    with matter:
        changes.preview(desk, delivery, rehearsal)
        faults.to_know(delivery)

matter, context = layout.halves()
with matter:
    publication.draw(desk)
    owed.draw(desk)
with context:
    owed.templates(desk)
