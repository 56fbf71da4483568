// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/course.hpp"

#include "tests/unit/fetch/extract/rows.hpp"

using namespace casebook;
using casebook::testing::ChallengeRow;
using casebook::testing::check_challenge;
using casebook::testing::Told;

namespace {

struct CourseRow
{
    std::string after; ///< what the abstract says after "A 40-year-old man on cyclosporine developed alopecia."
    std::string value; ///< "" for unknown
};

template <class Read> void check_course(std::span<const CourseRow> rows, Read read)
{
    for (const CourseRow& row : rows) {
        const Told told("cyclosporine", "alopecia", "A case",
                        "A 40-year-old man on cyclosporine developed alopecia. " + row.after);
        const auto found = read(told.story());
        CAPTURE(row.after);
        CHECK((found ? std::string(name_of(*found.value)) : "") == row.value);
        if (found)
            CHECK_FALSE(found.evidence.quote.empty());
    }
}

} // namespace

TEST_CASE("dechallenge: what became of the event when the drug was stopped, lowered or exchanged")
{
    const CourseRow rows[] = {
        {"Cyclosporine was stopped and his hair grew back.", "positive"},
        {"Cyclosporine was replaced by tacrolimus. Two months later the hair had regrown.", "positive"},
        {"The dose of cyclosporine was halved, and the alopecia improved.", "positive"},
        {"After withdrawal of cyclosporine the alopecia resolved.", "positive"},
        {"The hair loss ceased when the drug was discontinued.", "positive"},
        {"Cyclosporine was stopped but the alopecia persisted.", "negative"},
        {"Cyclosporine was stopped, but the alopecia persisted without further lesions.", "negative"},
        {"Withdrawal of cyclosporine did not improve the alopecia.", "negative"},
        {"Stopping cyclosporine made no difference.", "negative"},
        {"Cyclosporine was changed to azathioprine and the lesions of the scalp healed.", "positive"},
        {"Cyclosporine was continued because of the graft.", "not_done"},
        {"The immunosuppressive antibiotic was stopped and the shedding ended.", "positive"},
        {"Cyclosporine was thought to be the culprit and was replaced by azathioprine. His hair was regained.",
         "positive"},
        {"Cyclosporine was stopped and azathioprine took its place; he had no complaints.", "positive"},
        {"Cyclosporine was exchanged for sirolimus, and at one year he was without symptoms.", "positive"},
        {"The dose of cyclosporine was left as it stood.", "not_done"},
        {"Neither drug was modified.", "not_done"},
        {"Cyclosporine was suspected and it was stopped. He was lost to follow-up.", ""},
        {"Cyclosporine was ceased. He was lost to follow-up.", ""},
        {"Prednisone was stopped and his hair grew back.", ""},
        {"Minoxidil was given.", ""},
    };
    check_course(rows, read_dechallenge);
}

TEST_CASE("dechallenge cannot be judged where the drug was not being taken any more")
{
    const Told told("cyclosporine", "alopecia", "A case",
                    "A 40-year-old man received a single infusion of cyclosporine. Alopecia developed a week later.");
    CHECK(read_dechallenge(told.story()).value == Dechallenge::not_applicable);
}

TEST_CASE("a vaccine cannot be taken back, so there is no dechallenge to judge")
{
    const Told told(
        "influenza vaccine", "uveitis", "A case",
        "A 40-year-old man received influenza vaccine. Two weeks later he developed uveitis, which resolved.");
    CHECK(read_dechallenge(told.story()).value == Dechallenge::not_applicable);
}

TEST_CASE("rechallenge: what giving the drug again did")
{
    const CourseRow rows[] = {
        {"It recurred when cyclosporine was given again.", "positive"},
        {"Rechallenge with cyclosporine reproduced the alopecia.", "positive"},
        {"Cyclosporine was reintroduced a year later. The alopecia came back within a month.", "positive"},
        {"Cyclosporine was resumed at half the dose without recurrence.", "negative"},
        {"Reintroduction of cyclosporine was tolerated.", "negative"},
        {"Rechallenge was not attempted.", "not_done"},
        {"He declined rechallenge with cyclosporine.", "not_done"},
        {"Cyclosporine was stopped and his hair grew back.", ""},
        {"Prednisone was given again.", ""},
    };
    check_course(rows, read_rechallenge);
}

TEST_CASE("outcome: of the event, at its last mention")
{
    const CourseRow rows[] = {
        {"The alopecia resolved completely.", "recovered"},
        {"His hair grew back within six months.", "recovered"},
        {"Cyclosporine was stopped, and complete hair regrowth ensued.", "recovered"},
        {"Partial regrowth was seen after a year.", "recovering"},
        {"The alopecia is slowly improving.", "recovering"},
        {"The alopecia persisted.", "not_recovered"},
        {"There was no regrowth after two years.", "not_recovered"},
        {"The alopecia improved at first. At one year there was full recovery.", "recovered"},
        {"He recovered with residual scarring of the scalp.", "recovered_with_sequelae"},
        {"Cyclosporine was reduced.", ""}, // the drug was, and nothing says what the event did
        {"The hair loss was reduced.", "recovering"},
        {"The rash of the scalp had faded two months later.", "recovered"},
        {"He was free of lesions at his last visit.", "recovered"},
        {"He was well at three weeks.", "recovered"},
        {"At one year he had no complaints.", "recovered"},
        {"Topical steroids alleviated the alopecia.", "recovering"},
        {"The alopecia did not respond to minoxidil.", "not_recovered"},
        {"Attempts to resuscitate him were not successful.", "fatal"},
        {"Steroids were given to ensure full recovery.", ""},
        {"Cyclosporine was well tolerated.", ""},
        {"This must not be taken for brain death.", ""},
        {"The donor was brain dead.", ""},
        {"Minoxidil was given.", ""},
    };
    check_course(rows, read_outcome);
}

TEST_CASE("outcome: who died of the event did not recover from it")
{
    const Told told("clozapine", "agranulocytosis", "A case",
                    "A 40-year-old man on clozapine developed agranulocytosis, which was fatal within two days.");
    CHECK(read_outcome(told.story()).value == Outcome::fatal);
    const Told title("clozapine", "agranulocytosis", "Fatal agranulocytosis",
                     "A 40-year-old man on clozapine developed agranulocytosis.");
    CHECK(read_outcome(title.story()).value == Outcome::fatal);
}

TEST_CASE("outcome: what a discussion says in general is not the patient's")
{
    const Told told("cyclosporine", "alopecia", "A case",
                    "CASE| A 40-year-old man on cyclosporine developed alopecia.\nCONCLUSION| Alopecia resolved in all "
                    "published cases.");
    CHECK_FALSE(read_outcome(told.story()));
}

TEST_CASE("treatments of the event are what was given for it after it began, each once")
{
    const CourseRow rows[] = {
        {"He was treated with minoxidil.", "minoxidil"},
        {"Topical clobetasol and minoxidil were applied.", "clobetasol, minoxidil"},
        {"Minoxidil was started. Minoxidil was continued for a year.", "Minoxidil"},
        {"No drug was given.", ""},
        {"His hair grew back without minoxidil.", ""},
    };
    for (const CourseRow& row : rows) {
        const Told told("cyclosporine", "alopecia", "A case",
                        "A 40-year-old man on cyclosporine developed alopecia. " + row.after);
        std::string found;
        for (const auto& treatment : read_event_treatments(told.story()))
            found += (found.empty() ? "" : ", ") + *treatment.value;
        CAPTURE(row.after);
        CHECK(found == row.value);
    }
}

// clang-format off
TEST_CASE("dechallenge is read in many wordings, and not where it is advised, supposed or of others")
{
    const ChallengeRow rows[] = {
        {"leflunomide", "alopecia", "positive", "The drug was stopped and her hair grew again."},
        {"leflunomide", "alopecia", "positive", "Her hair regrew after withdrawal of leflunomide."},
        {"leflunomide", "alopecia", "positive", "Hair regrew after the drug was withdrawn."},
        {"leflunomide", "alopecia", "positive", "Leflunomide was discontinued, and complete regrowth followed within three months."},
        {"leflunomide", "alopecia", "positive", "Three months after discontinuing leflunomide, her hair had grown again."},
        {"leflunomide", "alopecia", "positive", "On stopping the drug, hair loss ceased within four weeks."},
        {"leflunomide", "alopecia", "positive", "She stopped taking leflunomide of her own accord; six weeks later new hair was visible."},
        {"leflunomide", "alopecia", "positive", "She discontinued the medication and noticed regrowth two months later."},
        {"leflunomide", "alopecia", "positive", "Withdrawal of leflunomide was followed by regrowth of hair."},
        {"leflunomide", "alopecia", "positive", "Cessation of therapy resulted in full regrowth."},
        {"leflunomide", "alopecia", "positive", "Upon cessation of leflunomide, her scalp hair recovered."},
        {"leflunomide", "alopecia", "positive", "Leflunomide was stopped. Her hair began to grow again after two months."},
        {"leflunomide", "alopecia", "positive", "With drug withdrawal, the alopecia reversed completely."},
        {"leflunomide", "alopecia", "positive", "Leflunomide was changed to methotrexate, and the hair loss gradually improved over four months."},
        {"leflunomide", "alopecia", "positive", "After switching from leflunomide to sulfasalazine her hair loss subsided."},
        {"leflunomide", "alopecia", "positive", "Leflunomide was tapered off and the hair returned."},
        {"leflunomide", "alopecia", "positive", "Alopecia was reversible on discontinuation of leflunomide."},
        {"leflunomide", "alopecia", "positive", "The hair loss reversed when leflunomide was stopped."},
        {"leflunomide", "alopecia", "positive", "As no other explanation was found, leflunomide was suspended; two months later, terminal hairs had regrown over the whole scalp."},
        {"leflunomide", "alopecia", "positive", "She was advised to stop leflunomide. At follow-up three months later, her hair density was back to normal."},
        {"leflunomide", "alopecia", "positive", "The dose of leflunomide was reduced from 20 to 10 mg daily, after which the shedding stopped."},
        {"leflunomide", "alopecia", "positive", "Leflunomide was immediately withdrawn, with gradual resolution of the alopecia."},
        {"leflunomide", "alopecia", "positive", "Her hair regrowth was complete six months off leflunomide."},
        {"leflunomide", "alopecia", "positive", "Once leflunomide had been discontinued, the alopecia improved."},
        {"leflunomide", "alopecia", "negative", "The drug was stopped, but her hair did not grow again."},
        {"leflunomide", "alopecia", "negative", "Despite discontinuation of leflunomide, the alopecia progressed to total loss."},
        {"leflunomide", "alopecia", "negative", "Hair loss continued after the drug was withdrawn."},
        {"leflunomide", "alopecia", "negative", "Leflunomide was withdrawn without any regrowth."},
        {"leflunomide", "alopecia", "negative", "Six months after stopping leflunomide there was still no regrowth."},
        {"leflunomide", "alopecia", "negative", "Alopecia did not resolve after leflunomide was stopped."},
        {"leflunomide", "alopecia", "negative", "Even though leflunomide was stopped, hair loss persisted."},
        {"leflunomide", "alopecia", "negative", "No improvement was seen after cessation of leflunomide."},
        {"leflunomide", "alopecia", "not_done", "Leflunomide was continued and the hair loss stabilised."},
        {"leflunomide", "alopecia", "not_done", "She preferred to continue leflunomide."},
        {"leflunomide", "alopecia", "not_done", "Because arthritis was well controlled, treatment was continued unchanged."},
        {"leflunomide", "alopecia", "not_done", "Leflunomide was not stopped."},
        {"leflunomide", "alopecia", "not_done", "The patient remained on leflunomide despite hair loss."},
        {"leflunomide", "alopecia", "", "Hair regrows in most patients after withdrawal of leflunomide."},
        {"leflunomide", "alopecia", "", "In published cases, the hair regrew after leflunomide was stopped."},
        {"leflunomide", "alopecia", "", "If the drug is stopped, hair may grow again."},
        {"leflunomide", "alopecia", "", "Methotrexate was stopped and her hair grew again."},
        {"leflunomide", "alopecia", "", "We recommend stopping leflunomide when alopecia occurs."},
        {"leflunomide", "alopecia", "", "Had leflunomide been stopped, the hair might have regrown."},
        {"leflunomide", "alopecia", "", "Regrowth is expected after withdrawal."},
        {"leflunomide", "alopecia", "", "Leflunomide was stopped. She was lost to follow-up."},
        {"leflunomide", "alopecia", "", "It was planned to stop leflunomide if hair loss worsened."},
        {"phenytoin", "ataxia", "positive", "Phenytoin was withheld and the ataxia resolved over four days."},
        {"phenytoin", "ataxia", "positive", "Phenytoin was held, with resolution of ataxia within a week."},
        {"phenytoin", "ataxia", "positive", "Symptoms resolved within 48 hours of stopping phenytoin."},
        {"phenytoin", "ataxia", "positive", "She was completely well five days after phenytoin was discontinued."},
        {"phenytoin", "ataxia", "positive", "Following discontinuation, her gait returned to normal."},
        {"phenytoin", "ataxia", "positive", "The ataxia disappeared when phenytoin was withdrawn."},
        {"phenytoin", "ataxia", "negative", "Despite withdrawal of phenytoin, ataxia was permanent."},
        {"isotretinoin", "depression", "positive", "Isotretinoin was discontinued and within two weeks his mood had returned to normal."},
        {"isotretinoin", "depression", "positive", "His depressive symptoms abated a fortnight after he gave up isotretinoin."},
        {"isotretinoin", "depression", "positive", "Isotretinoin treatment was terminated; the depression lifted over the following month."},
        {"isotretinoin", "depression", "positive", "The mother decided to stop the tablets and his spirits improved within days."},
        {"isotretinoin", "depression", "positive", "After isotretinoin had been withdrawn, he recovered fully without antidepressants."},
        {"isotretinoin", "depression", "positive", "The drug was ceased, with complete remission of symptoms in three weeks."},
        {"isotretinoin", "depression", "positive", "Removal of the drug led to prompt improvement."},
        {"isotretinoin", "depression", "negative", "Isotretinoin was stopped, yet his depression deepened and he required admission."},
        {"isotretinoin", "depression", "negative", "His depression persisted for months after isotretinoin had been discontinued."},
        {"isotretinoin", "depression", "negative", "Withdrawal of isotretinoin brought no relief."},
        {"isotretinoin", "depression", "", "Isotretinoin was stopped and sertraline was prescribed."},
        {"isotretinoin", "depression", "", "Sertraline was stopped and his depression improved."},
        {"isotretinoin", "depression", "", "Clinicians should stop isotretinoin if depression occurs, as symptoms usually resolve."},
        {"isotretinoin", "depression", "", "In all seven published patients the depression resolved after isotretinoin was stopped."},
        {"isotretinoin", "depression", "not_done", "As his acne had improved markedly, isotretinoin was continued under close supervision."},
        {"isotretinoin", "depression", "not_done", "The patient elected to complete the course despite low mood, and isotretinoin was not stopped."},
        {"amiodarone", "hyponatremia", "positive", "Sodium normalised within five days of stopping amiodarone."},
        {"amiodarone", "hyponatremia", "positive", "Amiodarone was stopped; serum sodium returned to the normal range in ten days."},
        {"amiodarone", "hyponatremia", "positive", "Amiodarone was replaced with bisoprolol and hyponatremia corrected within a week."},
        {"amiodarone", "hyponatremia", "negative", "Hyponatremia persisted after amiodarone was replaced with sotalol."},
        {"metoclopramide", "dystonia", "", "Diazepam relieved the spasm."},
        {"warfarin", "vasculitis", "positive", "Skin lesions resolved in all patients after warfarin was discontinued."},
        {"warfarin", "vasculitis", "positive", "Lowering warfarin to 2 mg lessened the lesions within a month."},
        {"warfarin", "vasculitis", "negative", "We abandoned warfarin altogether, and the vasculitis nevertheless went on spreading."},
    };
    check_challenge(rows, read_dechallenge);
}

TEST_CASE("rechallenge is read in many wordings, and who had no more of the drug was not rechallenged")
{
    const ChallengeRow rows[] = {
        {"leflunomide", "alopecia", "positive", "When leflunomide was started again, hair loss recurred within three weeks."},
        {"leflunomide", "alopecia", "positive", "Hair loss reappeared on re-exposure to leflunomide."},
        {"leflunomide", "alopecia", "positive", "Reintroduction of the drug led to another episode of hair loss."},
        {"leflunomide", "alopecia", "positive", "She restarted leflunomide on her own and alopecia recurred."},
        {"leflunomide", "alopecia", "positive", "A second course of leflunomide again produced hair loss."},
        {"leflunomide", "alopecia", "positive", "Alopecia relapsed after rechallenge."},
        {"leflunomide", "alopecia", "positive", "Rechallenge was positive."},
        {"leflunomide", "alopecia", "positive", "A positive rechallenge confirmed the causal relationship."},
        {"leflunomide", "alopecia", "positive", "Two attempts to reintroduce leflunomide were each followed by hair loss."},
        {"leflunomide", "alopecia", "negative", "Leflunomide was restarted at 10 mg and hair loss did not recur."},
        {"leflunomide", "alopecia", "negative", "Rechallenge was negative."},
        {"leflunomide", "alopecia", "negative", "Rechallenge with leflunomide six months later did not cause any hair loss."},
        {"leflunomide", "alopecia", "negative", "Leflunomide was reintroduced without recurrence of alopecia."},
        {"leflunomide", "alopecia", "negative", "She took leflunomide again a year later and had no hair loss."},
        {"leflunomide", "alopecia", "not_done", "She has not received the drug again."},
        {"leflunomide", "alopecia", "not_done", "Leflunomide was not reintroduced."},
        {"leflunomide", "alopecia", "not_done", "The patient was not rechallenged with leflunomide."},
        {"leflunomide", "alopecia", "not_done", "No rechallenge was performed."},
        {"leflunomide", "alopecia", "not_done", "Rechallenge was not done for ethical reasons."},
        {"leflunomide", "alopecia", "not_done", "She refused to take leflunomide again."},
        {"leflunomide", "alopecia", "not_done", "The patient declined re-exposure."},
        {"leflunomide", "alopecia", "not_done", "Leflunomide was never given again."},
        {"leflunomide", "alopecia", "not_done", "The drug was not restarted."},
        {"leflunomide", "alopecia", "not_done", "Leflunomide was permanently discontinued and has not been taken since."},
        {"leflunomide", "alopecia", "not_done", "For ethical reasons, we did not rechallenge the patient."},
        {"leflunomide", "alopecia", "not_done", "Rechallenge was considered unethical."},
        {"leflunomide", "alopecia", "not_done", "Rechallenge was deemed inappropriate."},
        {"leflunomide", "alopecia", "not_done", "A rechallenge test was not carried out because of the severity of the reaction."},
        {"leflunomide", "alopecia", "not_done", "She has been advised to avoid leflunomide, and rechallenge was not attempted."},
        {"leflunomide", "alopecia", "not_done", "She did not receive leflunomide again."},
        {"leflunomide", "alopecia", "not_done", "She was not re-exposed to leflunomide."},
        {"leflunomide", "alopecia", "", "She has not used alcohol since her admission."},
        {"leflunomide", "alopecia", "", "He had not received a blood transfusion since."},
        {"leflunomide", "alopecia", "not_done", "Since then she has not taken leflunomide."},
        {"leflunomide", "alopecia", "", "Methotrexate was started again."},
        {"leflunomide", "alopecia", "", "Rechallenge would be needed to prove causality."},
        {"leflunomide", "alopecia", "", "Others have reported recurrence on rechallenge."},
        {"leflunomide", "alopecia", "", "If leflunomide must be restarted, a low dose should be used."},
        {"leflunomide", "alopecia", "", "Positive rechallenge has been described in two patients."},
        {"leflunomide", "alopecia", "", "Her arthritis recurred and methotrexate was resumed."},
        {"phenytoin", "ataxia", "positive", "Ataxia returned on reintroduction of phenytoin."},
        {"phenytoin", "ataxia", "not_done", "Phenytoin was not resumed."},
        {"isotretinoin", "depression", "positive", "A year later isotretinoin was tried again; depression recurred after three weeks."},
        {"isotretinoin", "depression", "positive", "He resumed isotretinoin against advice and became depressed once more."},
        {"isotretinoin", "depression", "positive", "Upon re-exposure he again became depressed."},
        {"isotretinoin", "depression", "positive", "Depression returned when the treatment was recommenced."},
        {"isotretinoin", "depression", "negative", "On resumption at a lower dose, his mood remained stable."},
        {"isotretinoin", "depression", "negative", "A second course two years later was uneventful."},
        {"isotretinoin", "depression", "not_done", "Because of the severity of the episode isotretinoin was not given a second time."},
        {"isotretinoin", "depression", "not_done", "His parents did not consent to rechallenge."},
        {"isotretinoin", "depression", "not_done", "We did not attempt re-exposure."},
        {"isotretinoin", "depression", "not_done", "Rechallenge was not considered ethical."},
        {"isotretinoin", "depression", "not_done", "No attempt was made to reintroduce isotretinoin."},
        {"isotretinoin", "depression", "not_done", "He has not taken isotretinoin since."},
        {"isotretinoin", "depression", "not_done", "Isotretinoin has not been restarted."},
        {"isotretinoin", "depression", "", "Patients in whom isotretinoin is restarted should be monitored."},
        {"isotretinoin", "depression", "", "Sertraline was restarted when depression recurred."},
        {"isotretinoin", "depression", "", "A case with positive rechallenge was published in 1998."},
        {"amiodarone", "hyponatremia", "positive", "Re-administration of amiodarone caused a fall in sodium again."},
        {"amiodarone", "hyponatremia", "not_done", "Amiodarone has since been avoided and was never re-administered."},
        {"amiodarone", "hyponatremia", "not_done", "Amiodarone was not readministered."},
        {"warfarin", "vasculitis", "positive", "On repeat challenge with warfarin, the vasculitis recurred."},
        {"warfarin", "vasculitis", "positive", "Every administration of warfarin was followed by vasculitis."},
        {"warfarin", "vasculitis", "positive", "A challenge dose of warfarin caused the same symptoms."},
        {"warfarin", "vasculitis", "negative", "Warfarin was reintroduced. It was well tolerated."},
        {"warfarin", "vasculitis", "", "Warfarin-induced vasculitis was diagnosed, and metoprolol was resumed."},
        {"warfarin", "vasculitis", "", "Warfarin was withheld during a second course of antibiotics. Liver function stayed normal."},
    };
    check_challenge(rows, read_rechallenge);
}

TEST_CASE("hair that regrew is as far as regrowth is, and as complete as the words say")
{
    const ChallengeRow rows[] = {
        {"leflunomide", "alopecia", "recovering", "Leflunomide was stopped and her hair regrew."},
        {"leflunomide", "alopecia", "recovering", "Two months later the hair had regrown."},
        {"leflunomide", "alopecia", "recovering", "Her eyebrows regrew within three months."},
        {"leflunomide", "alopecia", "recovered", "Her hair regrew completely."},
        {"leflunomide", "alopecia", "recovered", "The hair had fully regrown."},
        {"leflunomide", "alopecia", "recovered", "Her hair grew back."},
        {"leflunomide", "alopecia", "not_recovered", "Her hair never regrew."},
        {"leflunomide", "alopecia", "not_recovered", "The hair has not regrown."},
        {"leflunomide", "alopecia", "not_recovered", "Neither eyebrow had regrown after a year."},
        {"leflunomide", "alopecia", "", "Her nails were cut short."},
    };
    check_challenge(rows, read_outcome);
}

TEST_CASE("outcome: what is told of the event, not of kin, of another illness or of what was hoped")
{
    const ChallengeRow rows[] = {
        {"leflunomide", "alopecia", "recovered", "Within two months her hair was back."},
        {"leflunomide", "alopecia", "recovered", "Complete regrowth was documented at six months."},
        {"leflunomide", "alopecia", "recovered", "The alopecia had completely resolved by the time of discharge."},
        {"leflunomide", "alopecia", "recovered", "She made a full recovery."},
        {"leflunomide", "alopecia", "recovered", "Her scalp was fully covered with hair again."},
        {"leflunomide", "alopecia", "recovered", "At the last visit, her alopecia had disappeared."},
        {"leflunomide", "alopecia", "recovering", "The hair loss was improving when she was last seen."},
        {"leflunomide", "alopecia", "recovering", "There was partial regrowth at three months."},
        {"leflunomide", "alopecia", "recovering", "Vellus hairs were seen at follow-up."},
        {"leflunomide", "alopecia", "recovering", "The alopecia gradually improved."},
        {"leflunomide", "alopecia", "recovering", "Some regrowth has occurred."},
        {"leflunomide", "alopecia", "not_recovered", "She remained bald."},
        {"leflunomide", "alopecia", "not_recovered", "The hair did not regrow."},
        {"leflunomide", "alopecia", "not_recovered", "No regrowth had occurred after one year."},
        {"leflunomide", "alopecia", "not_recovered", "Her alopecia is permanent."},
        {"leflunomide", "alopecia", "not_recovered", "One year later the alopecia was unchanged."},
        {"leflunomide", "alopecia", "not_recovered", "The hair loss persists."},
        {"leflunomide", "alopecia", "", "She was lost to follow-up."},
        {"leflunomide", "alopecia", "", "She took leflunomide for arthritis. Her arthritis improved."},
        {"leflunomide", "alopecia", "", "Hair loss usually resolves within months."},
        {"leflunomide", "alopecia", "", "Her mother had died of cancer."},
        {"leflunomide", "alopecia", "", "The outcome of the alopecia is unknown."},
        {"leflunomide", "alopecia", "", "Recovery is expected."},
        {"leflunomide", "alopecia", "", "Her husband had died a year before."},
        {"leflunomide", "alopecia", "", "She had a history of gout. The gout resolved."},
        {"leflunomide", "alopecia", "", "She was afraid of dying."},
        {"leflunomide", "alopecia", "", "Hair may regrow completely."},
        {"leflunomide", "alopecia", "", "It was hoped that full recovery would follow."},
        {"leflunomide", "alopecia", "", "No deaths have been reported."},
        {"nivolumab", "colitis", "recovered", "The colitis healed."},
        {"nivolumab", "colitis", "recovered", "He recovered uneventfully."},
        {"nivolumab", "colitis", "recovered", "Diarrhoea ceased and colonoscopy became normal."},
        {"nivolumab", "colitis", "recovered", "The colitis was cured by colectomy."},
        {"nivolumab", "colitis", "fatal", "He died from perforation."},
        {"nivolumab", "colitis", "fatal", "The patient died of colitis on day 12."},
        {"nivolumab", "colitis", "fatal", "The course was fatal."},
        {"nivolumab", "colitis", "fatal", "Death ensued within days."},
        {"nivolumab", "colitis", "fatal", "He succumbed to sepsis due to the colitis."},
        {"nivolumab", "colitis", "", "The patient was at risk of dying."},
        {"nivolumab", "colitis", "", "His father died of colitis."},
        {"nivolumab", "colitis", "", "Colitis can be fatal."},
        {"nivolumab", "colitis", "", "Fatal cases have been reported."},
        {"nivolumab", "colitis", "not_recovered", "Colitis did not respond to infliximab."},
        {"nivolumab", "colitis", "not_recovered", "The colitis is still active."},
        {"nivolumab", "colitis", "recovered_with_sequelae", "The colitis healed, leaving a stricture."},
        {"nivolumab", "colitis", "recovered_with_sequelae", "He recovered but was left with a stoma."},
    };
    check_challenge(rows, read_outcome);
}
// clang-format on
