//! `[admission]`: nothing if the policy does not have it. A preset is written out as its conditions.

use super::{Writer, plain, predicate, quoted};
use crate::book::Code;
use crate::policy::{Admission, VipRoute, VipRules, VipWindow};

impl Writer {
    pub(super) fn admission(&mut self, admission: &Admission) {
        if let Some(rules) = &admission.key_account {
            self.section("admission.key_account", rules.clause.as_deref());
            self.line("when", predicate(&rules.when));
        }
        if let Some(rules) = &admission.vip {
            self.vip(rules);
        }
    }

    fn vip(&mut self, rules: &VipRules) {
        self.section("admission.vip", rules.clause.as_deref());
        self.routes("apply_by", &rules.apply_by);
        self.routes("renew_by", &rules.renew_by);
        self.line("within_months", rules.within_months);
        self.line("valid_months", rules.valid_months);
        self.section("admission.vip.single_order", None);
        self.line("at_least", plain(rules.single_order.at_least));
        self.line("products", quoted(rules.single_order.products.code()));
        self.section("admission.vip.period", None);
        self.line("at_least", plain(rules.period.at_least));
        self.line("products", quoted(rules.period.products.code()));
        match rules.period.window {
            VipWindow::CalendarMonth => self.line("window", quoted("calendar_month")),
            VipWindow::RollingDays(days) => self.line("window", days),
        }
        self.section("admission.vip.official", None);
        self.line("from", quoted(rules.official.from.code()));
        self.line("sign_off", quoted(&rules.official.sign_off));
        self.section("admission.vip.approval", None);
        self.line("self_applied", quoted(&rules.self_applied));
        self.line("company_proposed", quoted(&rules.company_proposed));
    }

    fn routes(&mut self, key: &str, routes: &[VipRoute]) {
        let codes: Vec<_> = routes.iter().map(|route| quoted(route.code())).collect();
        self.line(key, format!("[{}]", codes.join(", ")));
    }
}
