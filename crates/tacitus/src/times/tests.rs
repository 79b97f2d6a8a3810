use super::*;
use crate::words::split;
use jiff::civil::date;
use proptest::prelude::*;

/// The expressions of `text` as "span = value", said on a day (Wednesday) in one tense.
fn read_on(text: &str, published: Option<Date>, tense: Option<Tense>) -> Vec<String> {
    let words = split(text);
    let sentence = 0..words.len();
    let times = find(&Context {
        text,
        words: &words,
        sentences: std::slice::from_ref(&sentence),
        tense: &|_| tense,
        published,
    });
    let span = |time: &TimeExpression| {
        let start = words.start[time.start] as usize;
        &text[start..words.end[time.end - 1] as usize]
    };
    times.iter().map(|time| format!("{} = {}", span(time), time.value)).collect()
}

fn past(text: &str) -> Vec<String> {
    read_on(text, Some(date(2012, 5, 16)), Some(Tense::Past))
}

fn future(text: &str) -> Vec<String> {
    read_on(text, Some(date(2012, 5, 16)), Some(Tense::Future))
}

fn undated(text: &str) -> Vec<String> {
    read_on(text, None, None)
}

#[test]
fn tense_says_which_friday_and_which_month() {
    assert_eq!(past("They met on Friday."), ["Friday = 2012-05-11"]);
    assert_eq!(future("They meet on Friday."), ["Friday = 2012-05-18"]);
    assert_eq!(past("They met on Wednesday."), ["Wednesday = 2012-05-16"]);
    assert_eq!(past("It fell in July."), ["July = 2011-07"]);
    assert_eq!(future("It opens in July."), ["July = 2012-07"]);
    assert_eq!(past("They met on Dec. 3."), ["Dec. 3 = 2011-12-03"]);
    assert_eq!(future("They meet by March 1."), ["March 1 = 2013-03-01"]);
}

#[test]
fn since_looks_back_whatever_the_tense() {
    let said = read_on(
        "It will be the largest strike since Russia's February 24 invasion",
        Some(date(2023, 1, 30)),
        Some(Tense::Future),
    );
    assert_eq!(said, ["February 24 = 2022-02-24"]);
}

#[test]
fn full_dates() {
    for (text, value) in [
        ("Signed on March 5, 1946, in Paris", "March 5, 1946 = 1946-03-05"),
        ("Signed on 5 March 1946 in Paris", "5 March 1946 = 1946-03-05"),
        ("Signed on the 5th of March, 1946", "the 5th of March, 1946 = 1946-03-05"),
        ("Signed on 1946-03-05", "1946-03-05 = 1946-03-05"),
        ("Signed on Tuesday, March 5, 1946", "Tuesday, March 5, 1946 = 1946-03-05"),
        ("Signed in early March 1946", "early March 1946 = 1946-03"),
        ("Signed in mid-July", "mid-July = 2011-07"),
        ("Signed in October last year", "October last year = 2011-10"),
        ("Signed on Thanksgiving Day", "Thanksgiving Day = 2011-11-24"),
        ("Signed at Easter 2000", "Easter 2000 = 2000-04-23"),
    ] {
        assert_eq!(past(text), [value], "{text}");
    }
    assert_eq!(
        past("held on April 24 and 25, and from June 3-5, 1998"),
        ["April 24 = 2012-04-24", "25 = 2012-04-25", "June 3 = 1998-06-03", "5, 1998 = 1998-06-05"]
    );
}

#[test]
fn wider_stretches() {
    for (text, value) in [
        ("in the 1990s", "the 1990s = 199X"),
        ("in the '80s", "the '80s = 198X"),
        ("in the 19th century", "the 19th century = 18XX"),
        ("in the third quarter of 1996", "the third quarter of 1996 = 1996-Q3"),
        ("in the first half of 2006", "the first half of 2006 = 2006-H1"),
        ("in fiscal 1997", "fiscal 1997 = 1997"),
        ("since last summer", "last summer = 2011-SU"),
        ("in the spring of 2009", "the spring of 2009 = 2009-SP"),
        ("by the end of the year", "the end of the year = 2012"),
        ("over the weekend", "the weekend = 2012-W19-WE"),
        ("the week of March 6, 2000", "the week of March 6, 2000 = 2000-W10"),
    ] {
        assert_eq!(past(text), [value], "{text}");
    }
}

#[test]
fn reckoned_by_publication() {
    for (text, value) in [
        ("left yesterday", "yesterday = 2012-05-15"),
        ("left last week", "last week = 2012-W19"),
        ("left last month", "last month = 2012-04"),
        ("left last October", "last October = 2011-10"),
        ("left last May", "last May = 2011-05"),
        ("left last Wednesday", "last Wednesday = 2012-05-09"),
        ("left last night", "last night = 2012-05-15TNI"),
        ("left two months ago", "two months ago = 2012-03"),
        ("left a decade ago", "a decade ago = 2002"),
        ("left late Tuesday", "late Tuesday = 2012-05-15"),
        ("left Tuesday evening", "Tuesday evening = 2012-05-15TEV"),
        ("is now here", "now = PRESENT_REF"),
    ] {
        assert_eq!(past(text), [value], "{text}");
    }
}

#[test]
fn reckoned_from_the_last_day_named() {
    assert_eq!(
        past("Signed on June 3, 2011, after talks two days earlier; the same day it failed"),
        ["June 3, 2011 = 2011-06-03", "two days earlier = 2011-06-01", "the same day = 2011-06-01"]
    );
    assert_eq!(past("Signed in 2009 and dropped the following year"), ["2009 = 2009", "the following year = 2010"]);
}

#[test]
fn lengths_and_repetitions() {
    for (text, value) in [
        ("a three-day visit", "three-day = P3D"),
        ("the now-11-month-long war", "11-month-long = P11M"),
        ("about 5 1/2 hours on", "5 1/2 hours = PT5H30M"),
        ("a year and a half of war", "a year and a half = P1Y6M"),
        ("the past two decades", "the past two decades = P20Y"),
        ("in recent weeks", "recent weeks = PXW"),
        ("hours after the vote", "hours = PTXH"),
        ("half an hour", "half an hour = PT30M"),
        ("two more weeks", "two more weeks = P2W"),
        ("for another week", "another week = P1W"),
        ("the annual report", "the annual = P1Y"),
        ("every Monday", "every Monday = XXXX-WXX-1"),
        ("every two weeks", "every two weeks = P2W"),
        ("hundreds of calls a day", "a day = P1D"),
    ] {
        assert_eq!(past(text), [value], "{text}");
    }
}

#[test]
fn clocks() {
    assert_eq!(
        past("at 10:35 a.m. (0735 GMT) Friday in Rome"),
        ["10:35 a.m. (0735 GMT) = 2012-05-11T10:35", "Friday = 2012-05-11"]
    );
    assert_eq!(past("at 9 p.m. EST Friday"), ["9 p.m. EST Friday = 2012-05-11T21:00"]);
    assert_eq!(past("at 4 in the morning"), ["4 in the morning = 2012-05-16T04:00"]);
    assert_eq!(
        past("to leave at 4 in the morning (4 a.m. EDT Tuesday)"),
        ["4 in the morning = 2012-05-15T04:00", "4 a.m. EDT Tuesday = 2012-05-15T04:00"]
    );
    assert_eq!(past("at 10 o'clock in the evening"), ["10 o'clock in the evening = 2012-05-16T22:00"]);
    assert_eq!(past("at noon"), ["noon = 2012-05-16T12:00"]);
}

#[test]
fn without_a_day_of_publication_values_stay_open() {
    for (text, value) in [
        ("on Friday", "Friday = XXXX-WXX-5"),
        ("on Friday night", "Friday night = XXXX-WXX-5TNI"),
        ("in July", "July = XXXX-07"),
        ("on July 4", "July 4 = XXXX-07-04"),
        ("last week", "last week = XXXX-WXX"),
        ("yesterday", "yesterday = PAST_REF"),
        ("two years ago", "two years ago = PAST_REF"),
        ("at Christmas", "Christmas = XXXX-12-25"),
        ("on July 4, 1999", "July 4, 1999 = 1999-07-04"),
    ] {
        assert_eq!(undated(text), [value], "{text}");
    }
}

#[test]
fn tense_leaves_a_plan_open_and_the_present_looks_ahead() {
    let said = |text, tense| read_on(text, Some(date(2012, 5, 16)), tense);
    assert_eq!(said("The trial resumes on Monday", Some(Tense::Present)), ["Monday = 2012-05-21"]);
    assert_eq!(said("Oil falls Tuesday", Some(Tense::Present)), ["Tuesday = 2012-05-15"]);
    assert_eq!(past("They called a strike for Thursday"), ["Thursday = 2012-05-17"]);
    assert_eq!(past("The appeal came ahead of a summit Friday"), ["Friday = 2012-05-18"]);
    assert_eq!(past("They met on Thursday"), ["Thursday = 2012-05-17"]);
    assert_eq!(past("They have met since Thursday"), ["Thursday = 2012-05-10"]);
    assert_eq!(past("after Thursday's vote"), ["Thursday = 2012-05-10"]);
    assert_eq!(past("They met on May 20"), ["May 20 = 2012-05-20"]);
    assert_eq!(past("They met on Monday, Dec. 26"), ["Monday, Dec. 26 = 2011-12-26"]);
}

#[test]
fn within_and_beside_larger_stretches() {
    for (text, value) in [
        ("in the first week of May", "the first week of May = 2012-W18"),
        ("in the last week of May", "the last week of May = 2012-W22"),
        ("on the first day of 1998", "the first day of 1998 = 1998-01-01"),
        ("in the first half of the year", "the first half of the year = 2012-H1"),
        ("in the third quarter of fiscal 2011", "the third quarter of fiscal 2011 = 2011-Q3"),
        ("in the current fiscal year", "the current fiscal year = 2012"),
        ("the day before yesterday", "the day before yesterday = 2012-05-14"),
        ("the day after Christmas", "the day after Christmas = 2011-12-26"),
        ("a week from Tuesday", "a week from Tuesday = 2012-05-29"),
        ("in the morning", "the morning = 2012-05-16TMO"),
        ("before dawn on Tuesday", "dawn on Tuesday = 2012-05-15TMO"),
        ("late on Monday", "late on Monday = 2012-05-14"),
        ("three times a month", "three times a month = P1M"),
        ("at weekends", "weekends = XXXX-WXX-WE"),
        ("in the recent past", "the recent past = PAST_REF"),
        ("is away at the moment", "moment = PRESENT_REF"),
        ("after the attacks of 9/11", "9/11 = 2001-09-11"),
    ] {
        let read = past(text);
        let held = read.len() == 1 && (read[0] == value || read[0] == format!("the {value}"));
        assert!(held, "{text}: {read:?}");
    }
    assert_eq!(past("on 3-5 March"), ["3 = 2012-03-03", "5 March = 2012-03-05"]);
}

#[test]
fn holidays_by_table_and_by_reckoning() {
    for (text, value) in [
        ("on Yom Kippur", "Yom Kippur = 2011-10-08"),
        ("at Passover", "Passover = 2012-04-07"),
        ("at Orthodox Easter", "Orthodox Easter = 2012-04-15"),
        ("on Independence Day", "Independence Day = 2011-07-04"),
    ] {
        assert_eq!(past(text), [value], "{text}");
    }
    assert!(past("on Kenya's Independence Day").is_empty());
}

#[test]
fn what_names_no_time() {
    for text in [
        "a 45-year-old man, six years old",
        "he may march in the second place",
        "they sent 1,998 men and $2000",
        "the score was 10-8",
        "the fall of the city",
        "a second letter",
        "\"60 Minutes\" and \"High Noon\"",
    ] {
        assert!(past(text).is_empty(), "{text}: {:?}", past(text));
    }
}

#[test]
fn a_pattern_does_not_run_over_the_end_of_a_sentence() {
    let text = "It began in May. 5 people left.";
    let words = split(text);
    let times = find(&Context {
        text,
        words: &words,
        sentences: &[0..5, 5..9],
        tense: &|_| Some(Tense::Past),
        published: Some(date(2012, 6, 1)),
    });
    assert_eq!(times.len(), 1);
    assert_eq!(times[0].value, "2012-05");
}

#[test]
fn rules_that_call_each_other_come_to_an_end() {
    for text in ["the end of ", "the week of ", "early the ", "twice every ", "one thousand "] {
        assert!(past(&text.repeat(100_000)).is_empty(), "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read(pieces in prop::collection::vec(prop::sample::select(vec![
        "Friday", "May", "5", "31", "1998", ",", "the", "last", "next", "two", "days", "ago",
        "earlier", "a", "half", "hundred", "million", "week", "of", "-", "long", "old", "a.m.",
        "10:35", "24:00", "0000", "2199", "1990s", "9999-12-31", "quarter", "third", "fiscal",
        "every", "night", "summer", "Easter", "Day", "New", "Year", "'s", "end", "year", "now",
        "99999999", "billion", "decades", "century", "99th", ".", "(", "½", "é", "since", "by",
        "that", "same", "before", "after", "tomorrow", "weekend", "29", "February", "29th",
    ]), 0..40), glued in any::<bool>(), dated in 0..4usize) {
        let text = pieces.join(if glued { "" } else { " " });
        let days = [None, Some(date(2012, 2, 29)), Some(date(1, 1, 1)), Some(date(9999, 12, 31))];
        let words = split(&text);
        let middle = words.len() / 2;
        for tense in [None, Some(Tense::Past), Some(Tense::Future)] {
            let times = find(&Context {
                text: &text,
                words: &words,
                sentences: &[0..middle, middle..words.len() + 3],
                tense: &|_| tense,
                published: days[dated],
            });
            let mut end = 0;
            for time in times {
                prop_assert!(end <= time.start && time.start < time.end && time.end <= words.len());
                prop_assert!(!time.value.is_empty());
                end = time.end;
            }
        }
        published_in(&text, &words);
    }
}

#[test]
fn a_day_of_a_month_that_is_all_we_know() {
    assert_eq!(
        past("He was shot last October and named that same day."),
        ["last October = 2011-10", "that same day = 2011-10-XX"]
    );
    assert_eq!(
        past("He was shot on Monday and named that same day."),
        ["Monday = 2012-05-14", "that same day = 2012-05-14"]
    );
}

#[test]
fn each_of_several_stretches_is_a_set() {
    assert_eq!(past("They marched in each of the last three years."), ["each of the last three years = P1Y"]);
    assert_eq!(past("Shops opened for each of the past four weeks."), ["each of the past four weeks = P1W"]);
    assert_eq!(past("Guards stood there 24 hours a day."), ["24 hours a day = P1D"]);
    assert_eq!(past("They work five days a week."), ["five days a week = P1W"]);
    assert_eq!(past("It lasted three hours a year ago."), ["three hours = PT3H", "a year ago = 2011"]);
}

#[test]
fn the_last_week_is_how_long() {
    assert_eq!(past("He has been in Rome for the last week."), ["the last week = P1W"]);
    assert_eq!(past("He was in Rome the last week."), ["the last week = 2012-W19"]);
}

#[test]
fn feasts_of_other_calendars() {
    assert_eq!(past("They met before Eid al-Fitr."), ["Eid al-Fitr = 2011-08-31"]);
    assert_eq!(future("They meet after Eid al-Adha."), ["Eid al-Adha = 2012-10-26"]);
    assert_eq!(past("Shops shut for the Lunar New Year."), ["the Lunar New Year = 2012-01-23"]);
    assert_eq!(future("Shops open late on Diwali."), ["Diwali = 2012-11-13"]);
    assert_eq!(past("Crowds came for Ashura in 2004."), ["Ashura in 2004 = 2004-03-02"]);
}
