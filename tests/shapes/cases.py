"""One broken graph for every rule: what to take out of the valid graph, what to put in, what is then at fault."""

from __future__ import annotations

from typing import NamedTuple

TEXT = "<https://w3id.org/crisiskg/id/text/lake#curation>"
BODY = "<https://w3id.org/crisiskg/id/text/lake#char=10,40>"
IN_NOTE = "<https://w3id.org/crisiskg/id/text/lake#char=155,170>"
SPAN = "<https://w3id.org/crisiskg/id/text/lake#position=10,40>"
WHOLE = "<https://w3id.org/crisiskg/id/text/lake#char=0,150>"
PART = "<https://w3id.org/crisiskg/id/text/lake#char=50,150>"
COST = "<https://w3id.org/crisiskg/id/claim/lake-cost#value>"
SOURCE = "<https://w3id.org/crisiskg/id/claim/record-article#source>"
DIGEST = '"0000000000000000000000000000000000000000000000000000000000000002"'
UPPER = '"000000000000000000000000000000000000000000000000000000000000000A"'


class Case(NamedTuple):
    """A break: ``gone`` and ``new`` are Turtle, ``fault`` is the node that the report must name."""

    file: str
    rule: str
    fault: str
    gone: str
    new: str
    says: str


CASES = [
    # ---- common ----
    Case("common", "label-one-per-language", "ckgperson:alto", "", 'ckgperson:alto skos:prefLabel "アルト卿"@ja .', "one skos:prefLabel per language"),
    Case("common", "label-one-per-language", "ckgperson:alto", "", 'ckgperson:alto skos:prefLabel "Sir Alto" .', "language tag"),
    Case("common", "label-ja-en", "ckgperson:alto", 'ckgperson:alto skos:prefLabel "アルト"@ja .', "", "needs a skos:prefLabel in ja"),
    Case("common", "label-ja-en", "ckgconcept:scheme-gravity", 'ckgconcept:scheme-gravity skos:prefLabel "gravity"@en .', "", "needs a skos:prefLabel in en"),
    Case("common", "label-distinct", "ckgperson:alto", "", 'ckgperson:basso a foaf:Person ; skos:prefLabel "アルト"@ja, "Alto"@en .', "id/person/basso"),
    Case("common", "gist-one-per-language", "ckgperson:clio", "", 'ckgperson:clio ckg:gist "Another."@en .', "at most one ckg:gist per language"),
    Case("common", "gist-ja-en", "ckgperson:clio", 'ckgperson:clio ckg:gist "湖を論じた歴史家。"@ja .', "", "lacks ja"),
    Case("common", "match-distinct", "ckgperson:alto", "", "ckgperson:alto skos:exactMatch wd:Q1 .", "id/person/clio"),
    Case("common", "match-one-item", "ckgperson:clio", "", "ckgperson:clio skos:exactMatch wd:Q3 .", "wikidata.org/entity/Q3"),
    Case("common", "match-iri", "ckgperson:alto", "", 'ckgperson:alto skos:closeMatch "Q3" .', "is an IRI"),
    Case("common", "notation-typed", "ckgstate:westland", "", 'ckgstate:westland skos:notation "998" .', "ckg:cow"),
    # ---- person, state, organization, place ----
    Case("person", "person-iri", "ckgid:Basso", "", "ckgid:Basso a foaf:Person .", "/person/"),
    Case("state", "state-iri", "ckgid:state-x", "", "ckgid:state-x a ckg:State .", "/state/"),
    Case("state", "state-classes", "ckgstate:westland", "ckgstate:westland a org:Organization .", "", "org:FormalOrganization"),
    Case("organization", "organization-iri", "<https://w3id.org/crisiskg/id/organization/Lake>", "", "<https://w3id.org/crisiskg/id/organization/Lake> a org:Organization .", "/organization/ or /state/"),
    Case("place", "place-iri", "ckgperson:lake", "", "ckgperson:lake a sem:Place .", "/place/"),
    Case("place", "place-latitude", "ckgplace:lake", "ckgplace:lake geo:lat 46.5 .", "ckgplace:lake geo:lat 96.5 .", "from -90 to 90"),
    Case("place", "place-longitude", "ckgplace:lake", "", "ckgplace:lake geo:long 7.5 .", "at most one geo:long"),
    Case("place", "place-both-coordinates", "ckgplace:lake", "ckgplace:lake geo:long 6.5 .", "", "both geo:lat and geo:long"),
    # ---- agreement ----
    Case("agreement", "agreement-iri", "ckgevent:lake-pact", "", "ckgevent:lake-pact a ckg:Agreement .", "/agreement/"),
    Case("agreement", "agreement-kind", "ckgagreement:lake-treaty", "ckgagreement:lake-treaty ckg:instrumentKind ckgconcept:instrument-treaty .", "", "exactly one ckg:instrumentKind"),
    Case("agreement", "agreement-kind-scheme", "ckgagreement:lake-treaty", "ckgagreement:lake-treaty ckg:instrumentKind ckgconcept:instrument-treaty .", "ckgagreement:lake-treaty ckg:instrumentKind ckgconcept:trade .", "scheme-instrument-kind"),
    Case("agreement", "agreement-status", "ckgagreement:lake-treaty", "", "ckgagreement:lake-treaty ckg:agreementStatus ckgconcept:trade .", "at most one ckg:agreementStatus"),
    Case("agreement", "agreement-status-scheme", "ckgagreement:lake-treaty", "", "ckgagreement:lake-treaty ckg:agreementStatus ckgconcept:trade .", "scheme-agreement-status"),
    # ---- event ----
    Case("event", "event-iri", "ckgevent:Lake", "", "ckgevent:Lake a sem:Event .", "/event/"),
    Case("event", "event-type", "ckgevent:lake-crisis", "", "ckgevent:lake-crisis sem:eventType ckgconcept:event-type-blockade .", "exactly one sem:eventType"),
    Case("event", "event-type-scheme", "ckgevent:lake-crisis", "ckgevent:lake-crisis sem:eventType ckgconcept:event-type-crisis .", "ckgevent:lake-crisis sem:eventType ckgconcept:trade .", "scheme-event-type"),
    Case("event", "event-actuality", "ckgevent:lake-crisis", "ckgevent:lake-crisis ckg:actuality ckgconcept:actuality-actual .", "", "exactly one ckg:actuality"),
    Case("event", "event-actuality-scheme", "ckgevent:lake-crisis", "ckgevent:lake-crisis ckg:actuality ckgconcept:actuality-actual .", "ckgevent:lake-crisis ckg:actuality ckgconcept:trade .", "scheme-actuality"),
    Case("event", "event-class", "ckgevent:lake-crisis", "ckgevent:lake-crisis a sem:Event .", "", "sem:Event as well"),
    Case("event", "action-agreement", "ckgevent:lake-treaty-signature", "ckgevent:lake-treaty-signature ckg:agreement ckgagreement:lake-treaty .", "", "exactly one ckg:agreement"),
    Case("event", "action-class", "ckgevent:lake-crisis", "", "ckgevent:lake-crisis ckg:agreement ckgagreement:lake-treaty .", "Only a ckg:AgreementAction"),
    Case("event", "action-type", "ckgevent:lake-treaty-signature", "ckgevent:lake-treaty-signature sem:eventType ckgconcept:action-signature .", "ckgevent:lake-treaty-signature sem:eventType ckgconcept:event-type-crisis .", "scheme-agreement-action"),
    Case("event", "action-type", "ckgevent:lake-crisis", "ckgevent:lake-crisis sem:eventType ckgconcept:event-type-crisis .", "ckgevent:lake-crisis sem:eventType ckgconcept:action-signature .", "scheme-agreement-action"),
    Case("event", "begin-before-end", "ckgevent:lake-treaty-signature", 'ckgevent:lake-treaty-signature ckg:end "1901-03-31"^^xsd:date .', 'ckgevent:lake-treaty-signature ckg:end "1901-02-01"^^xsd:date .', "begins after it ends"),
    Case("event", "bounds-are-dates", "ckgevent:lake-treaty-signature", "", 'ckgevent:lake-treaty-signature ckg:end "1901-04-30"^^xsd:date .', "at most one of each"),
    Case("event", "bounds-are-dates", "ckgevent:lake-crisis", "", 'ckgevent:lake-crisis ckg:begin "1901" .', "xsd:date"),
    Case("event", "part-of-itself", "ckgevent:lake-crisis", "", "ckgevent:lake-crisis sem:subEventOf ckgevent:lake-blockade .", "circle of sem:subEventOf"),
    # ---- obligation ----
    Case("obligation", "obligation-iri", "ckgevent:notify", "", "ckgevent:notify a ckg:Obligation .", "/obligation/"),
    Case("obligation", "obligation-agreement", "ckgobligation:lake-treaty-notify", "ckgobligation:lake-treaty-notify ckg:obligationOf ckgagreement:lake-treaty .", "", "exactly one ckg:obligationOf"),
    Case("obligation", "obligation-agreement", "ckgobligation:lake-treaty-notify", "ckgobligation:lake-treaty-notify ckg:obligationOf ckgagreement:lake-treaty .", "ckgobligation:lake-treaty-notify ckg:obligationOf ckgstate:eastland .", "exactly one ckg:obligationOf"),
    Case("obligation", "obligation-type", "ckgobligation:lake-treaty-notify", "ckgobligation:lake-treaty-notify ckg:obligationType ckgconcept:obligation-notify .", "", "exactly one ckg:obligationType"),
    Case("obligation", "obligation-type-scheme", "ckgobligation:lake-treaty-notify", "ckgobligation:lake-treaty-notify ckg:obligationType ckgconcept:obligation-notify .", "ckgobligation:lake-treaty-notify ckg:obligationType ckgconcept:trade .", "scheme-obligation-type"),
    # ---- office ----
    Case("office", "office-iri", "ckgperson:chancellor", "", "ckgperson:chancellor a org:Role .", "/office/"),
    Case("office", "office-organization", "ckgoffice:chancellor", "", "ckgoffice:chancellor org:organization ckgstate:eastland .", "at most one org:organization"),
    Case("office", "membership-iri", "ckgperson:member", "", "ckgperson:member a org:Membership .", "/membership/"),
    Case("office", "membership-member", "ckgmembership:alto-chancellor", "", "ckgmembership:alto-chancellor org:member ckgperson:clio .", "exactly one org:member"),
    Case("office", "membership-role", "ckgmembership:alto-chancellor", "ckgmembership:alto-chancellor org:role ckgoffice:chancellor .", "", "exactly one org:role"),
    Case("office", "membership-organization", "ckgmembership:alto-chancellor", "", "ckgmembership:alto-chancellor org:organization ckgplace:lake .", "at most one org:organization"),
    # ---- concept ----
    Case("concept", "concept-iri", "ckgperson:idea", "", "ckgperson:idea a skos:Concept .", "/concept/"),
    Case("concept", "concept-scheme", "ckgconcept:trade", "", "ckgconcept:trade skos:inScheme ckgconcept:scheme-nowhere .", "declare the scheme"),
    Case("concept", "concept-broader", "ckgconcept:trade", "", "ckgconcept:trade skos:broader ckgplace:lake .", "skos:broader is a concept"),
    Case("concept", "concept-circle", "ckgconcept:trade", "", "ckgconcept:trade skos:broader ckgconcept:shipping .", "circle of skos:broader"),
    # ---- work ----
    Case("work", "work-iri", "ckgperson:book", "", "ckgperson:book a dcterms:BibliographicResource .", "/work/ or /text/"),
    Case("work", "work-type", "ckgwork:lake-treaties", "ckgwork:lake-treaties dcterms:type ckgconcept:work-treaty-text .", "", "this one has 0"),
    Case("work", "work-type-scheme", "ckgwork:lake-treaties", "ckgwork:lake-treaties dcterms:type ckgconcept:work-treaty-text .", "ckgwork:lake-treaties dcterms:type ckgconcept:trade .", "scheme-work-kind"),
    Case("work", "work-creator", "ckgwork:lake-treaties", "", "ckgwork:lake-treaties dcterms:creator ckgperson:nobody .", "id/person/nobody"),
    Case("work", "work-creator", "ckgwork:lake-treaties", "", "ckgwork:lake-treaties schema:editor ckgplace:lake .", "id/place/lake"),
    Case("work", "work-whole", "ckgwork:lake-treaties", "", "ckgwork:lake-treaties dcterms:isPartOf ckgplace:lake .", "id/place/lake"),
    Case("work", "work-whole", "ckgwork:lake-treaties", "", "ckgwork:lake-treaties dcterms:isPartOf ckgwork:lake-treaties .", "never in a circle"),
    Case("work", "work-country", "ckgwork:lake-treaties", "", "ckgwork:lake-treaties schema:countryOfOrigin ckgperson:alto .", "id/person/alto"),
    Case("work", "see-also", "ckgwork:lake-treaties", "", 'ckgwork:lake-treaties rdfs:seeAlso "lake.example" .', "begins with http"),
    Case("work", "archive-iri", "ckgperson:papers", "", "ckgperson:papers a schema:ArchiveComponent .", "/archive/"),
    Case("work", "archive-type", "ckgarchive:lake-papers", "ckgarchive:lake-papers dcterms:type ckgconcept:work-archival-document .", "", "exactly one dcterms:type"),
    Case("work", "archive-holder", "ckgarchive:lake-papers", "", "ckgarchive:lake-papers schema:holdingArchive ckgplace:lake .", "at most one schema:holdingArchive"),
    # ---- text ----
    Case("text", "text-iri", "ckgwork:study", "", "ckgwork:study a ckg:SourceText .", "/text/"),
    Case("text", "text-classes", "ckgtext:lake", "ckgtext:lake a prov:Entity .", "", "prov:Entity"),
    Case("text", "text-title", "ckgtext:lake", 'ckgtext:lake dcterms:title "湖水危機の研究"@ja, "A Study of the Lake Crisis"@en .', "", "has a dcterms:title"),
    Case("text", "text-creator", "ckgtext:lake", "ckgtext:lake dcterms:creator ckgperson:clio .", "", "at least one dcterms:creator"),
    Case("text", "text-language", "ckgtext:lake", 'ckgtext:lake dcterms:language "ja" .', 'ckgtext:lake dcterms:language "日本語" .', "language code"),
    Case("text", "text-rights", "ckgtext:lake", 'ckgtext:lake dcterms:rights "試験のための文章"@ja .', "", "dcterms:rights"),
    Case("text", "text-digest", "ckgtext:lake", "", f"ckgtext:lake ckg:textDigest {UPPER} .", "64 lower-case hexadecimal digits"),
    Case("text", "text-length", "ckgtext:lake", "ckgtext:lake ckg:codePoints 200 .", "ckgtext:lake ckg:codePoints 0 .", "positive xsd:integer"),
    Case("text", "section-title", WHOLE, f'{WHOLE} dcterms:title "はじめに"@ja .', "", "section has a dcterms:title"),
    Case("text", "section-path", WHOLE, "", f'{WHOLE} ckg:sectionPath "Ⅱ" .', "exactly one ckg:sectionPath"),
    Case("text", "note-number", "ckgnote:lake-1", 'ckgnote:lake-1 ckg:noteNumber "1" .', "ckgnote:lake-1 ckg:noteNumber 1 .", "exactly one ckg:noteNumber"),
    Case("text", "note-number-distinct", "ckgnote:lake-1", "", 'ckgnote:lake-2 ckg:noteNumber "1" .', "id/note/lake-2"),
    Case("text", "part-place", "ckgnote:lake-1", "ckgnote:lake-1 oa:start 150 .", "", "count of 0"),
    Case("text", "part-whole", "ckgnote:lake-1", "ckgnote:lake-1 dcterms:isPartOf ckgtext:lake .", f"ckgnote:lake-1 dcterms:isPartOf {WHOLE} .", "a note is part of its text"),
    Case("text", "part-in-whole", PART, f"{PART} oa:end 150 .", f"{PART} oa:end 160 .", "lies within the text or section"),
    Case("text", "part-in-whole", "ckgnote:lake-1", "ckgnote:lake-1 oa:end 200 .", "ckgnote:lake-1 oa:end 201 .", "start < end"),
    Case("text", "part-in-whole", "ckgnote:lake-1", "ckgnote:lake-1 oa:start 150 .", "ckgnote:lake-1 oa:start 200 .", "start < end"),
    # ---- claim ----
    Case("claim", "claim-iri", "ckgwork:claim", "", "ckgwork:claim a ckg:Claim .", "/claim/"),
    Case("claim", "claim-classes", "ckgclaim:lake-date", "ckgclaim:lake-date a rdf:Statement .", "", "rdf:Statement"),
    Case("claim", "claim-parts", "ckgclaim:lake-date", "", "ckgclaim:lake-date rdf:subject ckgevent:lake-crisis .", "ns#subject, but this one has 2"),
    Case("claim", "claim-parts", "ckgclaim:lake-date", "ckgclaim:lake-date ckg:polarity ckgconcept:polarity-positive .", "", "ontology#polarity, but this one has 0"),
    Case("claim", "claim-parts", "ckgclaim:lake-date", "ckgclaim:lake-date wikibase:rank wikibase:NormalRank .", "", "ontology#rank, but this one has 0"),
    Case("claim", "claim-at-most-one", "ckgclaim:lake-fear", "", "ckgclaim:lake-fear ckg:qualifierPlace ckgstate:eastland .", "at most one value"),
    Case("claim", "claim-anchored", "ckgclaim:lake-date", f"ckgclaim:lake-date ckg:anchor {BODY} .", "", "has no ckg:anchor"),
    Case("claim", "claim-anchor-class", "ckgclaim:lake-date", "", "ckgclaim:lake-date ckg:anchor ckgtext:lake .", "oa:SpecificResource"),
    Case("claim", "claim-anchor-source", "ckgclaim:lake-date", "", f"ckgclaim:lake-date ckg:anchor {SOURCE} .", "another source"),
    Case("claim", "claim-source", "ckgclaim:lake-date", "ckgclaim:lake-date dcterms:isPartOf ckgtext:lake .", "ckgclaim:lake-date dcterms:isPartOf ckgtext:sea .", "id/text/sea"),
    Case("claim", "claim-attributed", "ckgclaim:lake-date", "ckgclaim:lake-date prov:wasAttributedTo ckgperson:clio .", "", "prov:wasAttributedTo"),
    Case("claim", "claim-activity", "ckgclaim:lake-date", f"{TEXT} a prov:Activity .", "", "prov:Activity"),
    Case("claim", "claim-predicate", "ckgclaim:lake-date", "ckgclaim:lake-date rdf:predicate ckg:date .", "ckgclaim:lake-date rdf:predicate ckg:begin .", "ontology#begin"),
    Case("claim", "claim-predicate", "ckgclaim:lake-date", "ckgclaim:lake-date rdf:predicate ckg:date .", "ckgclaim:lake-date rdf:predicate ckg:dat .", "ontology#dat is not"),
    Case("claim", "claim-subject-kind", "ckgclaim:lake-date", "ckgclaim:lake-date rdf:subject ckgevent:lake-treaty-signature .", "ckgclaim:lake-date rdf:subject ckgagreement:lake-treaty .", "id/agreement/lake-treaty"),
    Case("claim", "claim-subject-kind", "ckgclaim:lake-gravity", "ckgclaim:lake-gravity rdf:subject ckgevent:lake-crisis .", "ckgclaim:lake-gravity rdf:subject ckgevent:lake-blockade .", "may be said of"),
    Case("claim", "claim-subject-kind", "ckgclaim:lake-date", "ckgclaim:lake-date rdf:subject ckgevent:lake-treaty-signature .", "ckgclaim:lake-date rdf:subject ckgevent:undefined .", "define it"),
    Case("claim", "claim-object-kind", "ckgclaim:lake-fear", "ckgclaim:lake-fear rdf:object ckgstate:eastland .", "ckgclaim:lake-fear rdf:object ckgplace:lake .", "id/place/lake"),
    Case("claim", "claim-object-datatype", "ckgclaim:lake-date", 'ckgclaim:lake-date rdf:object "1901-03"^^edtf:EDTF .', 'ckgclaim:lake-date rdf:object "1901-03" .', "dates are edtf:EDTF"),
    Case("claim", "claim-object-datatype", "ckgclaim:lake-fear", "ckgclaim:lake-fear rdf:object ckgstate:eastland .", 'ckgclaim:lake-fear rdf:object "Eastland" .', "everything else is an IRI"),
    Case("claim", "claim-certainty-scheme", "ckgclaim:lake-date", "ckgclaim:lake-date ckg:certainty ckgconcept:certainty-asserted .", "ckgclaim:lake-date ckg:certainty ckgconcept:polarity-positive .", "scheme-certainty"),
    Case("claim", "claim-polarity-scheme", "ckgclaim:lake-date", "ckgclaim:lake-date ckg:polarity ckgconcept:polarity-positive .", "ckgclaim:lake-date ckg:polarity ckgconcept:polarity-unheard .", "scheme-polarity"),
    Case("claim", "claim-attitude-scheme", "ckgclaim:lake-fear", "ckgclaim:lake-fear ckg:attitude ckgconcept:attitude-fears .", "ckgclaim:lake-fear ckg:attitude ckgconcept:trade .", "scheme-attitude"),
    Case("claim", "claim-reason-scheme", "ckgclaim:lake-other-date", "ckgclaim:lake-other-date ckg:rankReason ckgconcept:reason-misprint .", "ckgclaim:lake-other-date ckg:rankReason ckgconcept:trade .", "scheme-rank-reason"),
    Case("claim", "claim-variable-scheme", "ckgclaim:lake-gravity", "ckgclaim:lake-gravity rdf:object ckgconcept:gravity-economic .", "ckgclaim:lake-gravity rdf:object ckgconcept:trade .", "/concept/scheme-gravity"),
    Case("claim", "claim-rank", "ckgclaim:lake-date", "ckgclaim:lake-date wikibase:rank wikibase:NormalRank .", "ckgclaim:lake-date wikibase:rank wikibase:BestRank .", "BestRank"),
    Case("claim", "claim-rank-reason", "ckgclaim:lake-other-date", 'ckgclaim:lake-other-date ckg:rankNote "数字の誤り"@ja .', "", "ckg:rankNote in Japanese and English"),
    Case("claim", "claim-rank-reason", "ckgclaim:lake-other-date", "ckgclaim:lake-other-date ckg:rankReason ckgconcept:reason-misprint .", "", "has a ckg:rankReason"),
    Case("claim", "claim-normal-rank", "ckgclaim:lake-date", "", 'ckgclaim:lake-date ckg:rankNote "for no reason"@en .', "that disputes no other has no"),
    Case("claim", "claim-held", "ckgclaim:lake-fear", "ckgclaim:lake-fear ckg:attitude ckgconcept:attitude-fears .", "", "together or neither"),
    Case("claim", "claim-held", "ckgclaim:lake-fear", "ckgclaim:lake-fear ckg:heldBy ckgperson:alto .", "", "together or neither"),
    Case("claim", "claim-holder", "ckgclaim:lake-fear", "", "ckgclaim:lake-fear ckg:heldBy ckgplace:lake .", "id/place/lake"),
    Case("claim", "claim-disputes", "ckgclaim:lake-date", "", "ckgclaim:lake-date cito:disputes ckgclaim:lake-date .", "no other claim"),
    Case("claim", "claim-disputes", "ckgclaim:lake-date", "", "ckgclaim:lake-date cito:disputes ckgclaim:unwritten .", "id/claim/unwritten"),
    Case("claim", "claim-conflict-both-ways", "ckgclaim:lake-date", "ckgclaim:lake-other-date ckg:conflictsWith ckgclaim:lake-date .", "", "both ways"),
    Case("claim", "claim-qualifier-office", "ckgclaim:lake-fear", "ckgclaim:lake-fear ckg:qualifierOffice ckgmembership:alto-chancellor .", "ckgclaim:lake-fear ckg:qualifierOffice ckgoffice:chancellor .", "no membership"),
    Case("claim", "claim-qualifier-place", "ckgclaim:lake-fear", "ckgclaim:lake-fear ckg:qualifierPlace ckgplace:lake .", "ckgclaim:lake-fear ckg:qualifierPlace ckgperson:alto .", "no place or state"),
    Case("claim", "claim-qualifier-text", "ckgclaim:lake-fear", "", f'ckgclaim:lake-fear ckg:qualifierStatedAs "{"あ" * 201}" .', "never a sentence of the text"),
    Case("claim", "claim-object-bounds", "ckgclaim:lake-date", 'ckgclaim:lake-date ckg:objectEnd "1901-03-31"^^xsd:date .', 'ckgclaim:lake-date ckg:objectEnd "1901-02-01"^^xsd:date .', "in that order"),
    Case("claim", "claim-object-bounds", "ckgclaim:lake-fear", "", 'ckgclaim:lake-fear ckg:objectEnd "1901-02-01"^^xsd:date .', "only a date has them"),
    Case("claim", "claim-date-bounded", "ckgclaim:lake-other-date", 'ckgclaim:lake-other-date ckg:objectBegin "1901-04-01"^^xsd:date .', "", "so that it can be filtered"),
    Case("claim", "quantity", COST, f'{COST} schema:unitText "隻"@ja .', "", "schema:unitText in Japanese and English"),
    Case("claim", "quantity", COST, f"{COST} schema:value 9.0 .", f'{COST} schema:value "nine" .', "exactly one number"),
    # ---- anchor ----
    Case("anchor", "anchor-source", BODY, f"{BODY} oa:hasSource ckgtext:lake .", "", "this one has 0"),
    Case("anchor", "anchor-source-class", BODY, f"{BODY} oa:hasSource ckgtext:lake .", f"{BODY} oa:hasSource ckgtext:sea .", "id/text/sea"),
    Case("anchor", "anchor-parts", BODY, f"{BODY} ckg:looseDigest ?digest .", "", "looseDigest, but this one has 0"),
    Case("anchor", "anchor-parts", BODY, f"{BODY} oa:hasSelector {SPAN} .", "", "hasSelector, but this one has 0"),
    Case("anchor", "anchor-digest", BODY, f"{BODY} ckg:segmentDigest {DIGEST} .", f"{BODY} ckg:segmentDigest {UPPER} .", "64 lower-case hexadecimal digits"),
    Case("anchor", "anchor-locator", SOURCE, f'{SOURCE} ckg:locator "art. 3" .', "", "exactly one ckg:locator"),
    Case("anchor", "selector-parts", SPAN, f"{SPAN} oa:end 40 .", "", "oa#end, but this one has 0"),
    Case("anchor", "selector-class", BODY, f"{SPAN} a oa:TextPositionSelector .", "", "oa:TextPositionSelector"),
    Case("anchor", "anchor-span", BODY, f"{SPAN} oa:end 40 .", f"{SPAN} oa:end 10 .", "start < end"),
    Case("anchor", "anchor-span", BODY, f"{SPAN} oa:end 40 .", f"{SPAN} oa:end 201 .", "length of the text"),
    Case("anchor", "anchor-span", BODY, f"{SPAN} oa:end 40 .", f'{SPAN} oa:end "40" .', "xsd:integer"),
    Case("anchor", "anchor-iri", BODY, f"{SPAN} oa:end 40 .", f"{SPAN} oa:end 41 .", "IRI and positions agree"),
    Case("anchor", "anchor-place", BODY, f"{BODY} ckg:section {WHOLE} .", f"{BODY} ckg:section ckgnote:lake-1 .", "id/note/lake-1"),
    Case("anchor", "anchor-place", BODY, "ckgnote:lake-1 dcterms:isPartOf ckgtext:lake .", "ckgnote:lake-1 dcterms:isPartOf ckgtext:sea .", "of another text"),
    Case("anchor", "anchor-in-place", BODY, f"{BODY} ckg:section {WHOLE} .", f"{BODY} ckg:section {PART} .", "lies outside"),
    Case("anchor", "anchor-in-place", IN_NOTE, f"{IN_NOTE} ckg:inNote ckgnote:lake-1 .", f"{IN_NOTE} ckg:inNote ckgnote:lake-2 .", "id/note/lake-2"),
    Case("anchor", "anchor-page", BODY, f'{BODY} ckg:page "12" .', f"{BODY} ckg:page 12 .", "plain string"),
    # ---- citation ----
    Case("citation", "citation-iri", "ckgnote:citation", "", "ckgnote:citation a cito:Citation .", "/citation/"),
    Case("citation", "citation-locator", "ckgcitation:lake-1-1", "", 'ckgcitation:lake-1-1 ckg:locator "p. 13" .', "at most one ckg:locator"),
    Case("citation", "citation-parts", "ckgcitation:lake-1-1", "ckgcitation:lake-1-1 cito:hasCitedEntity ckgwork:lake-treaties .", "", "hasCitedEntity, but this one has 0"),
    Case("citation", "citation-citing", "ckgcitation:lake-1-1", "ckgcitation:lake-1-1 cito:hasCitingEntity ckgnote:lake-1 .", "ckgcitation:lake-1-1 cito:hasCitingEntity ckgplace:lake .", "neither a note nor a text"),
    Case("citation", "citation-cited", "ckgcitation:lake-1-1", "ckgcitation:lake-1-1 cito:hasCitedEntity ckgwork:lake-treaties .", "ckgcitation:lake-1-1 cito:hasCitedEntity ckgwork:unknown .", "id/work/unknown"),
    Case("citation", "citation-cited", "ckgcitation:lake-1-1", "", "ckgcitation:lake-1-1 ckg:citedThrough ckgplace:lake .", "id/place/lake"),
    Case("citation", "citation-candidates", "ckgcitation:lake-1-1", "", "ckgcitation:lake-1-1 ckg:candidate ckgwork:lake-treaties .", "this one has 1"),
    Case("citation", "citation-date", "ckgcitation:lake-1-1", "", 'ckgcitation:lake-1-1 ckg:citedDate "1901-03" .', "an EDTF literal"),
    Case("citation", "evidence", "ckgclaim:lake-date", "", "ckgclaim:lake-date cito:citesAsEvidence ckgnote:lake-1 .", "id/note/lake-1"),
    # ---- dataset ----
    Case("dataset", "no-blank-node", "ckgperson:clio", "", "ckgperson:clio org:hasMembership [ ] .", "No blank nodes"),
    Case("dataset", "no-quotation", SPAN, "", f'{SPAN} oa:exact "ことば" .', "oa#exact is not allowed"),
    Case("dataset", "no-quotation", SPAN, "", f"{SPAN} a oa:TextQuoteSelector .", "No words of a text"),
    Case("dataset", "one-kind", "ckgperson:clio", "", "ckgperson:clio a org:Organization .", "exclude each other"),
    Case("dataset", "one-kind", "ckgplace:lake", "", "ckgplace:lake a ckg:State .", "sem/Place"),
    Case("dataset", "one-kind", "ckgevent:lake-crisis", "", "ckgevent:lake-crisis a ckg:Agreement .", "exclude each other"),
    Case("dataset", "edtf-form", "ckgclaim:lake-date", "", 'ckgclaim:lake-date ckg:qualifierDate "1901年3月"^^edtf:EDTF .', "1901年3月"),
    Case("dataset", "edtf-typed", "ckgwork:lake-treaties", "", 'ckgwork:lake-treaties dcterms:issued "1902" .', "datatype edtf:EDTF"),
    Case("dataset", "edtf-typed", "ckgevent:lake-crisis", "", 'ckgevent:lake-crisis ckg:date "1901" .', "datatype edtf:EDTF"),
    Case("dataset", "mentioned-in", "ckgperson:alto", "", "ckgperson:alto ckg:mentionedIn ckgwork:lake-treaties .", "derive the mentions anew"),
]  # fmt: skip

#: EDTF of levels 0 to 2, to the day.
GOOD_DATES = (
    "1958", "1958-08", "1958-08-23", "1958-08-23/1958-10-06", "1958-08-23/..", "../1958-08-23", "1958/", "/1958",
    "1958-08-23~", "1958?", "1958-08%", "1962-10-XX", "1962-XX-XX", "195X", "19XX", "156X-12-25", "1XXX-12", "1X58",
    "2021-21", "2021-24", "2001-34", "2001-21/2001-23", "2004-06-~11", "2004?-06-11", "?2004-06-~11", "1958~/1960?",
    "-0044-03-15", "Y170000002", "Y-17E7", "1950S2", "[1958,1959,1961]", "{1958-08..1958-10,1959}", "[..1958]", "{1958..}",
    "1984-02-29", "2004-02-01/2005-02-08", "1958-08-2X", "1958-1X", "1964~/..",
)  # fmt: skip

BAD_DATES = (
    "", " 1958", "1958-8-23", "1958/8/23", "58", "1958-13", "1958-08-32", "1958-00", "1958-02-30", "1958-04-31",
    "1958-08-23T10:00", "1958-21-05", "1958-42", "/", "../..", "/..", "1958//1960", "1958/1959/1960", "1958年", "c. 1958",
    "195x", "?1958?", "~1958-08?-~~23", "1958--08", "1958-08-23\\n", "[1958,1959}", "[]", "1958??", "August 1958", "..",
)  # fmt: skip
