"""Code lists of the form: code -> (English, Polish). Source: FA(3) schema of 2025-06-25, simple types."""

from ogniwo.poland.einvoice.content.declare import Codes

KINDS: Codes = {
    "VAT": ("invoice", "faktura podstawowa"),
    "KOR": ("correction", "faktura korygująca"),
    "ZAL": ("advance invoice", "faktura zaliczkowa"),
    "ROZ": ("final invoice after advances", "faktura rozliczeniowa"),
    "UPR": ("simplified invoice", "faktura uproszczona"),
    "KOR_ZAL": ("correction of an advance invoice", "korekta faktury zaliczkowej"),
    "KOR_ROZ": ("correction of a final invoice", "korekta faktury rozliczeniowej"),
}
CORRECTION_EFFECTS: Codes = {
    "1": ("on the day of the original invoice", "w dacie ujęcia faktury pierwotnej"),
    "2": ("on the day of the correction", "w dacie wystawienia faktury korygującej"),
    "3": ("on another day", "w dacie innej"),
}
PAYMENT_FORMS: Codes = {
    "1": ("cash", "gotówka"),
    "2": ("card", "karta"),
    "3": ("voucher", "bon"),
    "4": ("cheque", "czek"),
    "5": ("credit", "kredyt"),
    "6": ("transfer", "przelew"),
    "7": ("mobile", "mobilna"),
}
PART_PAID: Codes = {
    "1": ("paid in part", "zapłacono w części"),
    "2": ("paid in full, in parts", "zapłacono w całości, w częściach"),
}
THIRD_PARTY_ROLES: Codes = {
    "1": ("factor", "faktor"),
    "2": ("recipient", "odbiorca"),
    "3": ("original party", "podmiot pierwotny"),
    "4": ("additional buyer", "dodatkowy nabywca"),
    "5": ("issuer", "wystawca faktury"),
    "6": ("payer", "dokonujący płatności"),
    "7": ("local government unit, issuer", "jednostka samorządu terytorialnego – wystawca"),
    "8": ("local government unit, recipient", "jednostka samorządu terytorialnego – odbiorca"),
    "9": ("VAT group member, issuer", "członek grupy VAT – wystawca"),
    "10": ("VAT group member, recipient", "członek grupy VAT – odbiorca"),
    "11": ("employee", "pracownik"),
}
AUTHORISED_ROLES: Codes = {
    "1": ("enforcement authority", "organ egzekucyjny"),
    "2": ("court bailiff", "komornik sądowy"),
    "3": ("tax representative", "przedstawiciel podatkowy"),
}
SELLER_STATES: Codes = {
    "1": ("in liquidation", "stan likwidacji"),
    "2": ("in restructuring", "postępowanie restrukturyzacyjne"),
    "3": ("bankrupt", "stan upadłości"),
    "4": ("enterprise in inheritance", "przedsiębiorstwo w spadku"),
}
TRANSPORTS: Codes = {
    "1": ("sea", "morski"),
    "2": ("rail", "kolejowy"),
    "3": ("road", "drogowy"),
    "4": ("air", "lotniczy"),
    "5": ("post", "przesyłka pocztowa"),
    "7": ("fixed installations", "stałe instalacje przesyłowe"),
    "8": ("inland waterway", "żegluga śródlądowa"),
}
LOADS: Codes = {
    "1": ("can", "bańka"),
    "2": ("barrel", "beczka"),
    "3": ("cylinder", "butla"),
    "4": ("carton", "karton"),
    "5": ("canister", "kanister"),
    "6": ("cage", "klatka"),
    "7": ("container", "kontener"),
    "8": ("basket", "kosz/koszyk"),
    "9": ("punnet", "łubianka"),
    "10": ("multipack", "opakowanie zbiorcze"),
    "11": ("parcel", "paczka"),
    "12": ("packet", "pakiet"),
    "13": ("pallet", "paleta"),
    "14": ("bin", "pojemnik"),
    "15": ("bulk bin, solid", "pojemnik do ładunków masowych stałych"),
    "16": ("bulk bin, liquid", "pojemnik do ładunków masowych w postaci płynnej"),
    "17": ("box", "pudełko"),
    "18": ("tin", "puszka"),
    "19": ("crate", "skrzynia"),
    "20": ("sack", "worek"),
}
YES_NO: Codes = {"1": ("yes", "tak"), "2": ("no", "nie")}
