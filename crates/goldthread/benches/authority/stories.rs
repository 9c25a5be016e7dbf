//! The invented lives: what happened to one child, line by line, in the proportions in which an authority knows its children. More
//! than half came to the front door once or twice; a few have been looked after for years.

/// One thing that happened: how many days ago, what, the answers as JSON, and whether brothers and sisters share it. In the answers
/// `"+30"` is the day thirty days after the line's own; `WORKER`, `REVIEWER`, `MANAGER` and `TEAM` stand for the ids of whoever they are.
pub struct Line {
    pub days_ago: i32,
    pub kind: &'static str,
    pub answers: String,
    pub shared: bool,
}

/// Chance that comes out the same at every run.
pub struct Dice(pub u64);

impl Dice {
    /// The next number.
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.roll() % end.max(1)
    }

    /// A number of days, or of anything else, in a range.
    pub fn between(&mut self, from: i32, to: i32) -> i32 {
        from + self.below((to - from + 1) as u64) as i32
    }

    /// One of these.
    pub fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len() as u64) as usize]
    }

    /// So often in a hundred.
    pub fn in_hundred(&mut self, often: u64) -> bool {
        self.below(100) < often
    }
}

/// How far a child's story has gone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reached {
    FrontDoor,
    Assessed,
    Need,
    Protection,
    LookedAfter,
}

/// What happened to one child, in no order. `true`: somebody works with the child now.
pub fn story(dice: &mut Dice) -> (Vec<Line>, bool) {
    let (reached, open_in_hundred) = match dice.below(100) {
        0..55 => (Reached::FrontDoor, 0),
        55..80 => (Reached::Assessed, 5),
        80..92 => (Reached::Need, 25),
        92..97 => (Reached::Protection, 20),
        _ => (Reached::LookedAfter, 40),
    };
    let open = dice.in_hundred(open_in_hundred);
    let lasted = match reached {
        Reached::FrontDoor => 3,
        Reached::Assessed => dice.between(25, 60),
        Reached::Need => dice.between(200, 420),
        Reached::Protection => dice.between(350, 600),
        Reached::LookedAfter => dice.between(500, 1_500),
    };
    let ended = if open { 0 } else { dice.between(30, 1_800) };
    let mut told = Telling {
        dice,
        lines: Vec::new(),
        start: ended + lasted,
        ended,
    };
    told.front_door(reached != Reached::FrontDoor);
    if reached != Reached::FrontDoor {
        told.assessment();
        told.notes(reached);
    }
    match reached {
        Reached::FrontDoor | Reached::Assessed => {}
        Reached::Need => told.need(),
        Reached::Protection => told.protection(),
        Reached::LookedAfter => told.looked_after(),
    }
    if reached != Reached::FrontDoor && !open {
        told.closed();
    }
    (told.lines, open)
}

struct Telling<'a> {
    dice: &'a mut Dice,
    lines: Vec<Line>,
    /// How many days ago it began, and ended: 0 while it goes on.
    start: i32,
    ended: i32,
}

impl Telling<'_> {
    fn line(&mut self, days_ago: i32, kind: &'static str, shared: bool, answers: &str) {
        self.lines.push(Line {
            days_ago: days_ago.max(0),
            kind,
            answers: answers.to_owned(),
            shared,
        });
    }

    /// Again and again from so many days after the start, every so many days, give or take a fifth.
    fn every(&mut self, first: i32, days: i32, mut tell: impl FnMut(&mut Self, i32)) {
        let mut at = self.start - first;
        while at > self.ended {
            tell(self, at);
            at -= self.dice.between(days - days / 5, days + days / 5).max(1);
        }
    }

    fn front_door(&mut self, accepted: bool) {
        for earlier in 0..self.dice.below(3) as i32 {
            let days_ago = self.start + 100 + earlier * 90;
            self.contact(days_ago);
            self.line(days_ago - 1, "contact_decision", true, r#"{"outcome":"INFO","threshold_level":"2","rationale":"The school goes on helping","manager":"MANAGER","advice_given":"Advice line of the family hub"}"#);
        }
        let start = self.start;
        self.contact(start);
        if accepted {
            self.line(
                start - 1,
                "contact_decision",
                true,
                r#"{"outcome":"REFERRAL","threshold_level":"3","rationale":"Needs an assessment","manager":"MANAGER"}"#,
            );
            let need = self.dice.one(&["N1", "N2", "N4", "N5", "N6"]);
            self.line(start - 1, "referral", true, &format!(r#"{{"source":"1A","need":"{need}","concern":"Came hungry and tired for weeks","history_read":"Two earlier contacts"}}"#));
            self.line(start - 2, "referral_decision", true, r#"{"outcome":"ASSESS","rationale":"Level of need","acknowledged":"yes","manager":"MANAGER","urgent_strategy":"no"}"#);
        } else {
            self.line(
                start - 1,
                "contact_decision",
                true,
                r#"{"outcome":"NFA","threshold_level":"1","rationale":"Parents have found help","manager":"MANAGER"}"#,
            );
            self.line(
                start - 2,
                "case_note",
                true,
                r#"{"subject":"Told the caller","note":"Rang the school and said what was decided and why."}"#,
            );
        }
    }

    fn contact(&mut self, days_ago: i32) {
        let (method, source) = (
            self.dice.one(&["PHONE", "EMAIL", "FORM"]),
            self.dice.one(&["1A", "2A", "3A", "5A"]),
        );
        self.line(days_ago, "contact", true, &format!(r#"{{"method":"{method}","source":"{source}","wants":"Help for the family","seen_and_heard":"Came hungry three days in a row and said that nobody wakes him","risk":"AMBER","checks_made":"Health visitor and school","protection_urgent":"no"}}"#));
    }

    fn assessment(&mut self) {
        let start = self.start;
        for (role, who) in [("ALLOCATED", "WORKER"), ("IRO", "REVIEWER")] {
            self.line(
                start - 3,
                "involvement_started",
                false,
                &format!(r#"{{"worker":"{who}","role":"{role}","team":"TEAM","reason":"FCONTA"}}"#),
            );
        }
        self.line(
            start - 3,
            "assessment_started",
            true,
            r#"{"reason":"Section 17 assessment","review_point":"+10"}"#,
        );
        for day in [6, 20] {
            self.visit(start - day, "ASSESSMENT");
        }
        let took = self.dice.between(25, 60);
        self.line(start - took, "assessment_authorised", true, r#"{"factors":["2B","4B"],"lived_experience":"Up and to school by themselves","child_views":"I want to be on time","identity_and_culture":"Goes to the mosque with an uncle","history":"Known since 2023","professional_views":"School and health agree","parents_capacity":"Mother is ill on some days","working_well":"Grandmother","worried_about":"Mornings","analysis":"Carries an adult’s load","scale":"4","recommendation":"A plan","outcome":"CIN","rationale":"Needs services","manager":"MANAGER"}"#);
    }

    fn visit(&mut self, days_ago: i32, purpose: &str) {
        let (seen, alone) = (self.dice.in_hundred(92), self.dice.in_hundred(70));
        let yes = |yes| if yes { "yes" } else { "no" };
        let actions = if self.dice.in_hundred(20) {
            r#","actions":[{"what":"Ring the school about mornings","worker":"WORKER","due":"+14"}]"#
        } else {
            ""
        };
        self.line(days_ago, "visit", false, &format!(r#"{{"purpose":"{purpose}","child_seen":"{}","seen_alone":"{}","bedroom_seen":"yes","child_said":"Nan came on Sunday and we made soup. I like it when she is here.","observed":"The home was tidy and warm and there was food","meaning":"The plan begins to work","goal":"A calm morning every day"{actions}}}"#, yes(seen), yes(seen && alone)));
    }

    fn notes(&mut self, reached: Reached) {
        let days = match reached {
            Reached::Assessed | Reached::FrontDoor => 8,
            Reached::Need => 14,
            Reached::Protection => 11,
            Reached::LookedAfter => 13,
        };
        self.every(4, days, |told, at| told.line(at, "case_note", told.lines.len().is_multiple_of(4), r#"{"subject":"Call with the school","note":"She had come on time all week and had eaten with the others. The teacher will ring if that changes."}"#));
        self.every(30, 35, |told, at| told.line(at, "supervision", false, r#"{"what_changed":"Mornings are calmer","analysis":"Grandmother makes the difference","decision":"Go on with the plan","rationale":"It works","actions_checked":"Both done","next":"+28"}"#));
    }

    fn need(&mut self) {
        let start = self.start;
        self.line(start - 45, "need_plan_started", true, r#"{"goals":"A calm morning every day","contingency":"Grandmother","visit_every_working_days":"20","actions":[{"what":"Young carers’ group","who":"Young carers","due":"+20"},{"what":"Visit the clinic with her","worker":"WORKER","due":"+30"}]}"#);
        self.every(50, 28, |told, at| told.visit(at, "NEED"));
        self.every(90, 84, |told, at| told.line(at, "need_plan_review", true, r#"{"attendance":[],"child_views":"It is better","goals":[],"progress":"Nine of ten mornings","scale":"6","decision":"CONTINUE","rationale":"Goes on"}"#));
    }

    fn protection(&mut self) {
        let start = self.start;
        self.line(start - 20, "strategy_discussion", true, r#"{"chair":"The manager","decision":"S47_JOINT","rationale":"Cause to suspect significant harm","immediate_safety":"Grandmother stays","harm":["NEG"],"medical":"no"}"#);
        self.line(
            start - 20,
            "section_47_started",
            true,
            r#"{"joint":"yes","plan":"See both children today"}"#,
        );
        self.line(start - 32, "section_47_concluded", true, r#"{"outcome":"ICPC","seen_alone":"yes","child_said":"Mummy sleeps a lot.","evidence":"Weight and attendance","rationale":"Significant harm"}"#);
        self.line(start - 38, "conference", true, r#"{"conference":"INITIAL","quorate":"yes","decision":"PLAN","category":"NEG","scale":"3","rationale":"Long-standing neglect"}"#);
        self.line(start - 38, "protection_plan_started", true, r#"{"category":"NEG","previous_plans":"0","visit_every_working_days":"10","goals":"A sober adult every night","contingency":"Legal planning","actions":[{"what":"Weekly appointment","who":"Alcohol service","due":"+30"},{"what":"Breakfast club","worker":"WORKER","due":"+45"}]}"#);
        self.every(45, 14, |told, at| told.visit(at, "PROTECTION"));
        self.every(48, 42, |told, at| told.line(at, "core_group", true, r#"{"child_views":"Quieter at night","progress":"Four of five kept","scale":"5","detailed_plan_written":"yes"}"#));
        self.every(128, 180, |told, at| told.line(at, "conference", true, r#"{"conference":"REVIEW","quorate":"yes","decision":"CONTINUE","category":"NEG","scale":"5","rationale":"Better, and not yet safe"}"#));
        if self.ended > 0 {
            let ended = self.ended;
            self.line(
                ended + 5,
                "protection_plan_ended",
                true,
                r#"{"outcome":"NEED_PLAN","reason":"Safe for half a year","decided_by":"MANAGER"}"#,
            );
        }
    }

    fn looked_after(&mut self) {
        let start = self.start;
        self.line(
            start - 40,
            "care_episode_started",
            false,
            r#"{"reason":"S","legal_status":"V2","need":"N1","placement":"U6","provider":"PR1"}"#,
        );
        self.line(
            start - 160,
            "care_episode_started",
            false,
            r#"{"reason":"L","legal_status":"C1","need":"N1","placement":"U6","provider":"PR1"}"#,
        );
        self.line(
            start - 400,
            "care_episode_started",
            false,
            r#"{"reason":"P","legal_status":"C2","need":"N1","placement":"U4","provider":"PR1"}"#,
        );
        self.every(45, 38, |told, at| told.visit(at, "LOOKED_AFTER"));
        self.every(60, 170, |told, at| told.line(at, "looked_after_review", false, r#"{"participation":"PN1","meeting":"yes","iro":"REVIEWER","child_said":"I want to stay here","decisions":"Stays","permanence":["LTFOST18"],"iro_challenged":"no"}"#));
        self.every(60, 180, |told, at| {
            told.line(
                at,
                "health_assessment",
                false,
                r#"{"assessment":"REVIEW","up_to_date":"yes","findings":"Growing well"}"#,
            )
        });
        self.every(70, 180, |told, at| {
            told.line(at, "dental_check", false, r#"{"up_to_date":"yes"}"#)
        });
        self.every(300, 400, |told, at| {
            told.line(at, "missing_started", false, r#"{"kind":"M","reported_by":"Carer","risk":"MEDIUM","known_places":"The skate park"}"#);
            told.line(at, "missing_ended", false, r#"{"found_by":"Carer","found_how":"Came home","safe_and_well":"yes"}"#);
            told.line(at - 3, "return_interview", false, r#"{"held_by":"Advocate","independent":"yes","child_said":"I wanted to see my friends","learnt":"Nothing new"}"#);
        });
        if self.ended > 0 {
            let ended = self.ended;
            self.line(ended + 3, "care_episode_ended", false, r#"{"reason":"E4A"}"#);
        }
    }

    fn closed(&mut self) {
        let ended = self.ended;
        self.line(
            ended,
            "closure",
            true,
            r#"{"reason":"RC7","rationale":"The family manages with the school’s help","manager":"MANAGER"}"#,
        );
        for _each_of_two in 0..2 {
            self.line(ended, "involvement_ended", false, "{}");
        }
    }
}
