"""What hangs on a partner? What the plan loses without one, as it stands and planned anew."""

from typing import ClassVar

from config.base import Frozen
from optimizer.dependence import PartnerLoss, most_important, partner_losses
from optimizer.replanning import Replanned, replanned
from questions.about import AboutOtherPlans, AboutPlan
from questions.asking import Asking


class WithoutPartner(Frozen):
    """What goes with a partner."""

    loss: PartnerLoss
    """Of the plan as it stands."""
    anew: Replanned | None
    """The best plans with and without; None where no plan without meets all conditions."""


class WithoutQuestion(AboutOtherPlans[WithoutPartner]):
    """What the plan loses with one partner."""

    name: ClassVar[str] = "without partner"

    partner: str
    """Id."""

    def work(self, asking: Asking[WithoutPartner]) -> WithoutPartner:
        """Keep what can be kept of the plan, then plan anew from there."""
        loss, anew = replanned(
            asking.study,
            self.known_plan(asking),
            self.partner,
            self.scenario,
            effort=self.effort,
            stop=asking.stop,
        )
        return WithoutPartner(loss=loss, anew=anew)


class LossesQuestion(AboutPlan[tuple[PartnerLoss, ...]]):
    """What the plan loses with each of the partners that it leans on, the greatest loss first."""

    name: ClassVar[str] = "partner losses"

    most: int | None = 8
    """Partners looked at; None = all."""

    def work(self, asking: Asking[tuple[PartnerLoss, ...]]) -> tuple[PartnerLoss, ...]:
        """Take each of them away in turn."""
        plan = self.known_plan(asking)
        most = len(asking.study.dataset.partners) if self.most is None else self.most
        return partner_losses(
            asking.study,
            plan,
            most_important(asking.study, plan, most),
            self.scenario,
            stop=asking.stop,
            progress=lambda done, total: asking.progress(done, total, "partners"),
        )
