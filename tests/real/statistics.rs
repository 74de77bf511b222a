//! A year of figures of a real list is what Python counts in the same mails.

use std::collections::BTreeMap;

use lorepress::StatisticsForm;
use lorepress::catalog::Catalog;
use lorepress::mail::Address;
use lorepress::options::SiteRules;
use serde_json::{Value, from_str, json};

use crate::count::counted;

const YEARS: [(&str, &str); 2] = [("kvmarm", "2022"), ("hyperv", "2022")];

/// Which addresses are one person's, which mails programs wrote, and what an answer is about that names no mail of the archive: not
/// the question here.
fn known(catalog: &Catalog, series: &str) -> Value {
    let people: BTreeMap<String, String> = catalog
        .addresses()
        .map(|email| {
            let address = Address { name: Default::default(), email: email.clone() };
            (email.to_string(), catalog.person(&address).to_owned())
        })
        .collect();
    let replies = catalog.replies.positions().map(|at| catalog.reply(at));
    let machines =
        replies.filter(|reply| !reply.is_persons()).filter_map(|reply| reply.message_id.as_deref());
    let about = catalog.replies.positions().filter_map(|at| {
        let patch = catalog.entry(catalog.replies[at].patch?);
        Some((catalog.reply(at).message_id.as_deref()?, patch.message_id.as_deref()?))
    });
    json!({
        "about": about.collect::<BTreeMap<_, _>>(),
        "series": from_str::<Value>(series).expect("JSON"),
        "people": people,
        "machines": machines.collect::<Vec<_>>(),
    })
}

#[test]
fn python_counts_the_same_in_a_year_of_each_list() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (list, year) in YEARS {
        let archive = crate::unpack(list, folder.path());
        let request = crate::series_request();
        let series = lorepress::series(&archive, None, &request).expect("series");
        let known = lorepress::with_catalog(&archive, None, &request, |catalog| known(catalog, &series));
        let counted =
            counted(&archive, &known.expect("a catalog"), &format!("{year}-01-01"), &format!("{year}-12-31"));
        let period = format!("{year}..{year}").parse().expect("a time");
        let figures =
            lorepress::statistics(&archive, Some(period), &SiteRules::default(), StatisticsForm::Json);
        let figures: Value = from_str(&figures.expect("figures")).expect("JSON");
        for (key, count) in counted.as_object().expect("figures") {
            assert_eq!(&figures["periods"][0][key], count, "{key} of {list} in {year}");
        }
    }
}
