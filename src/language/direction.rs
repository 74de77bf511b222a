//! In which direction a language is written.

use icu_locale_core::Locale;

/// Scripts that are written from right to left: Unicode's property Bidi_Class of their letters is R or AL. Those that no living
/// language is written in are left out.
const SCRIPTS: [&str; 11] =
    ["Adlm", "Arab", "Aran", "Gara", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"];

/// Languages that are written in one of these where their tag names no script: `likelySubtags.xml` of CLDR 48.
const LANGUAGES: &str = "\
    aao abh abv acm acq acw acx adf aeb aec aee aeq afb aib aii aij aiq ajp ajt aju amw apc apd ar ara arb arq ars \
    ary arz ask atn auj auz avd avl ayh ayl ayn ayp azb bal bcc bdz bej bft bgn bgp bhe bhm bhn bjf bjm bqi brh \
    brk bsh bsk chg cja ckb cld clh czk dcc def deh dgl div dmk dml drw dv esh fa fas fay faz fia fub gbz ggg gha \
    ghr gig gjk gju glh glk grr gwc gwf gwt gzi hac haz hbo he heb hkh hnd hno hoh hrt hrz hss huy isk itk iw jad \
    jat jbe jbn jdg ji jnd jog jpa jpr jrb jye kas kbu kby kcy kfm khw klj kmz kqd ks ktl kvx kxp kzh lad lah lhs \
    lki lrc lrk lrl lsa lsd lss luv luz mby mde mey mfa mfi mhj mid mki mnj mve mvy myz mzb mzn nli nlm nqo ntz \
    nyq oar odk oru ota pbt pbu per pes phl phr phv plk pmu pnb prc prd prs prx ps psh psi pst pus qxq rdb rhg rmt \
    sam sbn scl sd sdb sdf sdg sdh sds sgl sgr sgy shd shm shu shv siy siz skr smp smy snd sqo sqt srh srz ssh sts \
    swb syc syn syr tjo tks tmr tnf tov tra trg trm trw ug uig ur urd ush uzs vaf vgr vmh wbk wlo wne wni wsv xhe \
    xka xkc xkj xkp xvi ydd ydg yhd yi yid yih yud zba zdj zrp zum\
";

/// Regions in which a language that is not of these is written so, or one of these is not, by the same file.
const ELSEWHERE: [(&str, &[&str]); 11] = [
    ("az", &["IQ", "IR"]),
    ("ha", &["CM", "SD"]),
    ("kk", &["AF", "CN", "IR", "MN"]),
    ("ku", &["IQ", "IR", "LB"]),
    ("ky", &["CN"]),
    ("ms", &["CC"]),
    ("pa", &["PK"]),
    ("sd", &["IN"]),
    ("tg", &["PK"]),
    ("ug", &["KZ", "MN"]),
    ("uz", &["AF"]),
];

/// Whether a language is written from right to left.
pub fn is_from_right(locale: &Locale) -> bool {
    let id = &locale.id;
    let (language, region) = (id.language.as_str(), id.region.as_ref().map_or("", |region| region.as_str()));
    match &id.script {
        Some(script) => SCRIPTS.contains(&script.as_str()),
        None => {
            let differs =
                ELSEWHERE.iter().any(|(own, regions)| *own == language && regions.contains(&region));
            LANGUAGES.split(' ').any(|own| own == language) != differs
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_tells_or_else_the_language_and_its_region() {
        let is = |tag: &str| is_from_right(&Locale::try_from_str(tag).expect("a tag"));
        for tag in [
            "ar", "ar-EG", "fa", "he", "ur-PK", "dv", "yi", "ug", "ckb", "sd", "az-Arab", "pa-PK", "uz-AF",
            "ff-Adlm",
        ] {
            assert!(is(tag), "{tag}");
        }
        for tag in ["en", "de", "az", "pa", "ku", "ar-Latn", "he-Latn", "sd-IN", "uz", "zh", "ff"] {
            assert!(!is(tag), "{tag}");
        }
    }
}
