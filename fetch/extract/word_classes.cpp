// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/word_classes.hpp"

#include "corpus/text.hpp"

#include <array>
#include <unordered_map>

namespace casebook {

namespace {

/// A class a row; the first row is of numbers. Rows are only added at the end: trained models know them by their place.
constexpr std::array<std::string_view, 30> classes = {
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty hundred "
    "half several few many",
    "day days week weeks month months year years hour hours minute minutes second seconds min mins hr hrs h wk wks mo "
    "yr yrs fortnight decade night overnight postnatal",
    "mg g gram grams milligram milligrams mcg microgram micrograms ug kg ml l iu u unit units meq mmol mol nmol cc gy "
    "percent m2 dl mg/kg",
    "patient patients case cases subject subjects individual individuals person people volunteer volunteers recipient "
    "recipients carrier carriers participant participants proband",
    "man men boy boys male males gentleman father husband brother son he his him grandfather",
    "woman women girl girls female females lady mother wife sister daughter she her hers pregnant primigravida "
    "multiparous nulliparous gravida",
    "child children infant infants newborn newborns neonate neonates baby babies adolescent adolescents teenager "
    "teenage adult adults elderly aged preterm premature toddler youth pediatric paediatric geriatric octogenarian",
    "oral orally intravenous intravenously iv subcutaneous subcutaneously intramuscular intramuscularly im sc topical "
    "topically intrathecal intrathecally intravitreal inhaled inhalation inhalational nasal intranasal rectal "
    "sublingual transdermal epidural intraperitoneal parenteral intradermal intraventricular intraarterial "
    "subconjunctival vaginal buccal po infusion infusions injection injections intraocular ophthalmic peribulbar "
    "eyedrops cream ointment patch nebulized enteral intralesional periocular infiltration spray drops suppository "
    "aerosol aerosolized depot bolus intracavernosal intravesical intrapleural",
    "daily weekly monthly twice thrice once bid tid qid nightly hourly yearly every times bd tds alternate each per "
    "biweekly fortnightly cycle cycles b.i.d t.i.d q.i.d",
    "dose doses dosage dosages dosing high-dose low-dose overdose megadose amount amounts concentration strength",
    "induced induce induces inducing caused cause causes causing causal associated related attributed attributable due "
    "secondary produced produce produces precipitated precipitate provoked provoke triggered trigger elicited "
    "resulted resulting result results led leads leading contributed implicated responsible complicated complicating "
    "complication complications exacerbated aggravated worsened unmasked mediated ascribed linked",
    "developed develop develops developing experienced experience experiencing occurred occur occurs occurring "
    "occurrence appeared appear appears appearance presented presenting presentation suffered suffering onset noted "
    "observed reported report reports showed manifested became began started arose followed emerged diagnosed "
    "described displayed exhibited sustained detected found",
    "after following followed post subsequent subsequently later since upon thereafter afterwards postoperatively",
    "during while whilst throughout when on under receiving taking",
    "before prior previously preceding until previous history",
    "treated treat treats treating treatment treatments therapy therapies managed management administered "
    "administration administering received receive receiving given prescribed use used using undergoing underwent "
    "taking took taken applied ingestion ingested exposure exposed regimen chemotherapy immunotherapy prophylaxis "
    "medication medications monotherapy polytherapy course courses",
    "improved improve improves improving improvement improvements resolved resolve resolution recovered recovery "
    "relieved relief remission remissions response responses responded responding responsive effective effectively "
    "efficacy efficacious beneficial benefit successful successfully success cured cure controlled control reversed "
    "reversal disappeared disappearance regression healed healing clearance alleviated ameliorated amelioration "
    "normalized normalised subsided abated",
    "discontinued discontinuation discontinuing stopped stopping withdrawn withdrawal withdrew withheld cessation "
    "ceased cessation halted suspended reduced reduction tapered tapering removal",
    "combination combined combining plus concomitant concomitantly concurrent concurrently together coadministration "
    "coadministered co-administered adjunctive adjunct added addition additional combinations interaction "
    "interactions simultaneous simultaneously",
    "with for of in by from to at into between among against",
    "and or but nor as well & /",
    "no not without never neither none cannot absence lack absent",
    "may might could possible possibly probable probably suspected suggest suggests suggesting suggested likely "
    "potential potentially appears seems presumably presumed should can apparent apparently",
    "severe acute chronic fatal serious mild moderate reversible transient recurrent progressive persistent marked "
    "life-threatening sudden massive unusual rare first delayed early late new refractory bilateral generalized "
    "diffuse fulminant prolonged isolated irreversible",
    "syndrome disease disorder disorders failure toxicity reaction reactions effect effects event events injury "
    "damage symptoms signs manifestation manifestations lesion lesions episode episodes attack attacks",
    "caucasian white black african asian hispanic chinese japanese indian american korean european arab thai "
    "african-american turkish jewish iranian filipino latino korean taiwanese",
    "the a an this these those that its their our her his",
    "is are was were be been has have had do does did being having",
    "initiation initiating initiated starting start beginning began begun commencing commencement commenced "
    "institution "
    "instituted introduction introduced switching switched increase increased increasing rechallenge reintroduction "
    "readministration restarted resumed",
    "who whom whose which where we i us they it"};

std::unordered_map<std::string_view, std::uint8_t> make_table()
{
    std::unordered_map<std::string_view, std::uint8_t> out;
    for (std::size_t row = 0; row < classes.size(); ++row)
        for (std::string_view rest = classes[row]; !rest.empty();) {
            const std::size_t end = std::min(rest.find(' '), rest.size());
            out.try_emplace(rest.substr(0, end), static_cast<std::uint8_t>(row + 1));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    return out;
}

} // namespace

std::uint8_t word_class(std::string_view word)
{
    static const std::unordered_map<std::string_view, std::uint8_t> table = make_table();
    if (!word.empty() && is_digit(word[0]))
        return number_class;
    const auto found = table.find(word);
    return found == table.end() ? 0 : found->second;
}

} // namespace casebook
