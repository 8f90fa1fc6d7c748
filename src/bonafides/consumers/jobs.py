"""What ended goes out by itself: read every minute, sent to each consumer, tried again later and later until it arrives."""

from __future__ import annotations

import logging

from django.db import transaction
from procrastinate import BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job

FIRST, LONGEST = 5, 3_600
"""Seconds before the second attempt, and at most between two."""
_log = logging.getLogger("bonafides.consumers")


class Later(BaseRetryStrategy):
    """Twice as long each time, up to an hour, and for ever: an end is told until it is acknowledged."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        return RetryDecision(retry_in={"seconds": min(LONGEST, FIRST * 2 ** min(job.attempts, 20))})


@app.task(name="consumers.deliver", queue="consumers", retry=Later(), pass_context=True)
def deliver_to(context: JobContext, consumer: int) -> dict[str, object]:
    """Send one consumer what is open; raises, and so is tried again, where something did not arrive."""
    from bonafides.consumers.deliver import deliver
    from bonafides.consumers.models import Consumer
    from bonafides.consumers.post import NotDeliveredError

    done = deliver(Consumer.objects.get(pk=consumer), attempt=context.job.attempts)
    if done.why_not is not None:
        raise NotDeliveredError(f"{done.consumer}: {done.open} open: {done.why_not}")
    return done.as_json()


@app.periodic(cron="* * * * *")
@app.task(name="consumers.tell", queue="consumers", queueing_lock="consumers.tell")
def tell_consumers(timestamp: int) -> None:
    """Read what ended, and have it sent to whoever has something open."""
    from bonafides.consumers.deliver import tell_all
    from bonafides.consumers.models import Consumer
    from bonafides.consumers.queries import to_send

    if not Consumer.objects.filter(ended=None).exists():
        return
    tell_all()
    for number in to_send().order_by().values_list("consumer_id", flat=True).distinct():
        send_later(number)


@app.periodic(cron="* * * * *")
@app.task(name="consumers.evidence", queue="consumers", queueing_lock="consumers.evidence")
def tell_of_evidence(timestamp: int) -> None:
    """Tell those whose questions waited for a source; whoever is not reached is told the next minute."""
    from bonafides.consumers.evidence import tell_waiting

    tell_waiting()


def send_later(consumer: int) -> None:
    """Have a consumer sent what is open; once, however often it is asked for."""
    lock = f"consumers.deliver.{consumer}"
    try:
        with transaction.atomic():  # a refusal of the queue undoes nothing else
            deliver_to.configure(lock=lock, queueing_lock=lock).defer(consumer=consumer)
    except AlreadyEnqueued:
        _log.debug("consumer %s waits to be sent what is open", consumer)
