//! The words that screening knows: who can be called something, what cannot, common names, words of guides and signs.
//!
//! Small letters, one space between; one long text each, for that is how they weigh least in the program. Longer
//! lists find more and weigh more: a name belongs here when it is common and is nothing else than a name.

/// Whether a word is in a list.
pub(super) fn among(word: &str, list: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

/// Beside "fyra".
pub(super) const LAST_FOUR: &str = "sista siffror siffrorna";

pub(super) const BIRTH: &str = "född födda föddes födelsedatum födelsedag födelsedagen födelsetid fyller f birthday born مواليد";

/// Beginnings, so that short forms are found too.
pub(super) const MONTHS: &str = "jan feb mar apr maj jun jul aug sep okt nov dec";

pub(super) const PHONE: &str = "ring ringa ringer ringde tel tele telnr telefon telefonen telefonnr telefonnummer telefonnumret mobil \
mobilen mobilnr mobilnummer mobilnumret mob sms sms:a nås numret phone call هاتف هاتفي رقم";

pub(super) const ACCOUNT: &str =
    "konto kontot kontonr kontonummer kontonumret clearing clearingnr clearingnummer bankkonto sparkonto lönekonto personkonto account";

pub(super) const GIRO: &str = "bankgiro bankgironummer bg bgnr plusgiro plusgironummer pg postgiro";

/// Countries and how many signs their account numbers have.
pub(super) const IBANS: &str = "se24 no15 dk18 fi18 de22 pl28 nl18 gb22 ee20 lt20 lv21 es24 fr27 it27 ua29 tr26";

pub(super) const OFFICE_MAIL: &str = "info kontakt kundtjanst kundservice support bibliotek biblioteket huvudbiblioteket bokbussen registrator \
kommun kommunen servicecenter medborgarservice noreply no-reply webmaster post myndighet reception vaxel kansli hjalp helpdesk press";

pub(super) const FREE_MAIL: &str =
    "gmail googlemail hotmail outlook live icloud yahoo telia msn spray proton protonmail mail bredband comhem";

pub(super) const REFERENCE: &str = "ärende ärendet ärendenr ärende-id ärendeid dnr diarienr diarienummer diarienumret mål målet målnr målnummer ref refnr \
referens referensnr kundnr ocr ocr-nummer bokningsnr bokningsnummer lånekort lånekortet lånekortsnummer lånenummer medlemsnummer \
passnummer passnr körkortsnummer regnr registreringsnummer id-nummer idnummer lma-nummer lma-kort dossiernummer patientnummer \
försäkringsnummer avtalsnummer fakturanummer fakturanr fastighetsbeteckning reservnummer case";

/// Before long numbers that belong to machines and books.
pub(super) const TECHNICAL: &str =
    "version versionen build bygge isbn issn felkod felkoden kod error fel orgnr organisationsnummer artikel";

pub(super) const STREETS: &str = "vägen gatan gränd gränden stigen backen torget allén";

pub(super) const NO_STREETS: &str =
    "genvägen omvägen utvägen hemvägen återvägen inloggningsvägen e-postvägen mittemellanvägen uppförsbacken nedförsbacken kontaktvägen";

pub(super) const PERSONS: &str = "jag hon han hen mannen kvinnan damen dam herren tanten tant gubben gumman personen person besökaren \
besökare kunden brukaren patienten eleven deltagaren grannen granne vännen väninnan kompisen systern syster brodern bror brorsan dottern \
dotter sonen frun maken hustrun sambon mamma mamman pappa pappan mormor farmor morfar farfar moster faster morbror farbror kusin kusinen \
barnet barnbarnet chefen läkaren doktorn sköterskan handläggaren handledaren kollegan vaktmästaren bibliotekarien ägaren hyresgästen \
pensionären tolken kille killen tjej tjejen he she man woman visitor neighbour lady";

/// Endings too, where they are long enough: "inloggningsknappen".
pub(super) const THINGS: &str = "knapp knappen länk länken sida sidan app appen meny menyn rubrik rubriken flik fliken fält fältet ruta rutan \
steg steget tjänst tjänsten funktion funktionen val valet alternativ alternativet texten den det detta denna ikon ikonen filen kort kortet \
ämne ämnet guiden programmet webbplatsen hemsidan formulär formuläret blankett blanketten listan raden delen avsnitt avsnittet kategorin \
kontoret bibliotek biblioteket myndigheten kommunen företaget banken butiken platsen orten byn hållplatsen bussen linjen tåget ordet orden \
nätet nätverket inställningen symbolen panelen vyn fönstret rutorna knapparna it button page link menu tab step this الزر الصفحة الرابط التطبيق القائمة кнопка страница";

pub(super) const ENGLISH_CALLED: &str = "named called hedder heißt يدعى تدعى";

pub(super) const FILLERS: &str = "nu numera faktiskt ju bara också väl egentligen visst alltså tydligen istället för sig";

/// What may follow "heter" without being a name.
pub(super) const NO_NAMES: &str = "något någonting annat annorlunda samma likadant så som vad detsamma inte precis fel rätt den det en ett olika \
lika nåt någon exakt att i på nytt helt not the a";

pub(super) const TITLES: &str = "herr fru fröken frk hr mr mrs ms miss mister doktor dr mormor farmor morfar farfar mamma mamman pappa pappan \
moster faster morbror farbror tant tanten syster systern bror brodern brorsan kusin kusinen svärmor svärfar granne grannen besökare besökaren \
kund kunden brukaren patienten kollega kollegan handläggare handläggaren väninnan väninna kompis kompisen sambon maken frun hustrun sonen \
dotter dottern läkaren sköterskan handledaren bibliotekarien vaktmästaren chef chefen mannen kvinnan damen herren gubben gumman tolken السيد السيدة";

/// What is followed by a name, in whatever letters.
pub(super) const INTRODUCED: &str = "اسمي إسمي اسمه اسمها اسمی اسمك نامم ስመይ ስሙ ስማ зовут звати звуть heiße llamo";

/// The same as phrases.
pub(super) const SAY_A_NAME: &str = "my_name_is his_name_is her_name_is their_name_is mitt_namn_är hennes_namn_är hans_namn_är hens_namn_är vid_namn \
magacaygu_waa magacayga_waa magaceedu_waa magaciisu_waa nimeni_on nimensä_on nazywam_się nazywa_się اسم_من نام_من моё_имя мое_имя её_имя его_имя";

pub(super) const SIGNED: &str = "mvh vh hälsningar hälsning hälsar signerat undertecknat";

/// Ends of surnames, told as such behind another word with a capital.
pub(super) const SURNAMES: &str = "berg bergh gren lund ström strom qvist kvist dahl mark stedt blad holm bäck wall lind man";

/// Common in Sweden or among those who have come of late, and no word, place, service or month.
pub(super) const FIRST_NAMES: &str = "anna eva maria karin kristina christina lena kerstin ingrid margareta margit birgitta elisabeth elisabet \
inger marianne monica monika ulla gunilla britt barbro berit gunnel ingegerd ingeborg solveig astrid elsa greta märta majken anita annika \
susanne susanna helena helén sara emma johanna malin jenny linda camilla katarina catarina carina agneta yvonne gerd gunvor gudrun ruth svea \
hulda ebba elin ida julia hanna hannah lovisa matilda wilma agnes alva elvira ellinor emelie frida gunborg hildur hjördis irene jessica \
josefin kajsa klara lisa lisbeth lotta louise mona pia rebecka sandra sofia sofie therese tyra ylva viveka ann annmarie lars mikael anders \
johan erik eric karl carl peter thomas tomas daniel fredrik andreas stefan bengt mats magnus göran ulf leif sven nils niklas sture \
åke gösta ove roland rolf kjell tommy kent gunnar olof olov olle arne lennart bertil birger evert folke gustav gustaf hugo ivar holger helge \
sixten tage torsten valter verner yngve börje christer krister kurt conny jonas marcus markus mattias martin oskar patrik robert sebastian \
simon tobias alexander anton david emil filip gabriel henrik jakob joakim jörgen kalle pelle lasse nisse bosse stina måns rune ragnar sigvard sigrid sigurd \
torbjörn torvald urban östen ahmed ahmad mohammed muhammad mohamed mohammad mahmoud mustafa hassan hussein omar fatima fatuma amina aisha \
khadija zahra maryam yusuf abdi abdullah abdirahman ibrahim ismail samira leila layla nadia noor rahma hodan ayaan tesfay mehret yonas \
haben semere olena oksana olga natalia svetlana tatiana iryna dmytro oleksandr volodymyr ivan sergej andrij katarzyna agnieszka piotr";

/// What guides, signs, maps and calendars write with a capital.
pub(super) const SAFE: &str = "januari februari mars april maj juni juli augusti september oktober november december måndag tisdag onsdag \
torsdag fredag lördag söndag umeå åsele lycksele storuman tärnaby hemavan vilhelmina dorotea sorsele malå norsjö skellefteå fredrika vännäs \
robertsfors bjurholm nordmaling vindeln arvidsjaur västerbotten norrland lappland sverige svenska stockholm sundsvall östersund norge finland \
europa internet bankid freja kivra swish skatteverket csn sfi seb nordea swedbank ica ikea postnord tabussen google apple samsung android \
iphone ipad ios windows microsoft word excel teams edge office outlook chrome safari firefox play app appen store facebook messenger whatsapp gmail \
youtube zoom siri alexa polisen region regionen kommun kommunen statens servicekontor servicekontoret bibliotek biblioteket kyrkan erum wifi \
min mina mitt logga avbryt stäng nästa fortsätt spara skicka sök meny start startsida hem öppna välj godkänn bekräfta signera identifiera \
inställningar ladda skapa boka avboka byt ändra visa lägg ta till gå klar ok ja nej hjälp kontakt kontakta support konto kontot profil tillbaka \
ny nytt nya gör läs ring mer alla starta hämta lämna skriv fyll tryck klicka stoppa byta se acceptera neka tillåt lösenord användarnamn \
e-legitimation e-tjänster e-post ärenden ärende tidbok tider recept journal intyg ansökan anmälan blanketter översikt inkorg post meddelanden \
jag du han hon hen den det vi ni de man här där nu då när om men och som kan kunde ska skulle vill ville måste har hade är var inte ingen inget \
någon en ett på i av med för från efter innan före sen sedan så också även bara fick får kom kommer gick går frågade sa säger undrar tror utan \
dag sida sidan knapp knappen steg bild text rubrik plats place kort legitimation pass körkort id nfc qr pin puk sms usb pdf pc tv it log login \
sign in on next cancel continue ok save send search help efternamn förnamn namn adress telefon personnummer personalen expeditionen receptionen \
team kundtjänst kundservice";

/// Ends of words that name offices, services and things.
pub(super) const SAFE_ENDINGS: &str = "verket kassan kassa kommun kommunen styrelsen myndigheten förmedlingen biblioteket banken appen sidan \
sidor knappen bussen området bygden trafiken posten centrum center tjänster försäkringar nämnden rätten skolan sjukhuset centralen guiden";
