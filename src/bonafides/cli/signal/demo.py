"""The part of `bonafides demo` that looks for signals: the demo itself knows none."""

from __future__ import annotations


def demo_signals() -> int:
    """Look at everyone with the cards of the pack; how many signals stand."""
    from django.utils import timezone

    from bonafides.acts.act import Acting
    from bonafides.packs.queries import installed_pack
    from bonafides.watch.signals.run import look_at_everyone

    acting = Acting("demo", "operator", "operation of this installation", "demonstration")
    return sum(look_at_everyone(acting, *installed_pack("cn"), timezone.localdate()).found.values())
