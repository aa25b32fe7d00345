// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { toFile } from '../../src/deck/deck-file';
import { masked, smallest } from '../../src/deck/masked';
import { maskedText } from '../../src/deck/masked-text';
import { templates } from '../../src/deck/templates';
import { contentSlide } from '../../src/deck/model';

const bytes = (text: string) => new TextEncoder().encode(text).length;

const readers = new Intl.Segmenter('und', { granularity: 'grapheme' });
/** As the server counts: in the composed form (NFC). */
const characters = (text: string) => [...readers.segment(text.normalize('NFC'))].length;

/** "All human beings are born free and equal in dignity and rights", and what is hard in each script. */
const languages: Record<string, string> = {
  Thai: 'มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ น้ำ กำลัง ๑๒๓',
  Lao: 'ມະນຸດທຸກຄົນເກີດມາມີກຽດສັກດີ ນໍ້າ ນ້ຳ',
  Hindi: 'सभी मनुष्यों को गौरव और अधिकारों के विषय में जन्मजात स्वतन्त्रता क्षेत्र श्री ज़ क़ अ्क १२',
  Nepali: 'गर्‍यो स्त्री क्‌ष क्‍ष',
  Marathi: 'ऱ्हास ॲप वाङ्‌मय',
  Bengali: 'সমস্ত মানুষ স্বাধীনভাবে সমান মর্যাদা র‍্যাম ড় ৎ ক্ষ',
  Gujarati: 'પ્રતિષ્ઠા અને અધિકારોની દૃષ્ટિએ સર્વ માનવો',
  Punjabi: 'ਸਾਰਾ ਮਨੁੱਖੀ ਪਰਿਵਾਰ ਆਪਣੀ ਮਹਿਮਾ',
  Odia: 'ସବୁ ମନୁଷ୍ୟ ଜନ୍ମକାଳରୁ ସ୍ୱାଧୀନ ଡ଼ ଢ଼',
  Tamil: 'மனிதப் பிறிவியினர் சகலரும் சுதந்திரமாகவே க்ஷ ஸ்ரீ',
  Telugu: 'ప్రతిపత్తిస్వత్వముల విషయమున మానవులెల్లరును',
  Kannada: 'ಎಲ್ಲಾ ಮಾನವರೂ ಸ್ವತಂತ್ರರಾಗಿಯೇ ಜನಿಸಿದ್ದಾರೆ',
  Malayalam: 'മനുഷ്യരെല്ലാവരും തുല്യാവകാശങ്ങളോടും ൎക ന്റെ ൻ ൽ',
  Sinhala: 'සියලු මනුෂ්‍යයෝ නිදහස්ව උපත ලබා ශ්‍රී',
  Burmese: 'လူတိုင်းသည် တူညီလွတ်လပ်သော ဂုဏ်သိက္ခာ ကျောင်း ဩ',
  Khmer: 'មនុស្សទាំងអស់កើតមកមានសេរីភាព ក្រុម',
  Tibetan: 'འགྲོ་བ་མིའི་རིགས་རྒྱུད་ཡོངས་ལ་སྐྱེས་ཙམ་ཉིད་ནས',
  Korean: '모든 인간은 태어날 때부터 자유로우며 한글 ㄱㄴ 값',
  'Korean in parts':
    '모든 인간'.normalize('NFD') + ' ㅏ \u1112\u119e\u11ab \uac00\u11a8 \uac01\u11a8 \u115f\u1161',
  Japanese: 'すべての人間は、ﾊﾟﾀﾞ か\u3099 ゴ',
  Chinese: '人人生而自由，在尊严和权利上一律平等。𠮷',
  Arabic: 'يولدُ جميعُ النّاسِ أحرارًا ۱۲۳ \u0600\u0661',
  Persian: 'می‌خواهم کتاب‌ها را',
  Hebrew: 'כָּל בְּנֵי הָאָדָם נוֹלְדוּ',
  Syriac: 'ܟܠ ܒܪܢܫܐ ܒܪܝܠܗ',
  Mongolian: 'ᠬᠦᠮᠦᠨ ᠪᠦᠷ',
  Vietnamese: 'Tất cả mọi người sinh ra đều được tự do'.normalize('NFD'),
  Yoruba: 'gbogbo ènìyàn ni a bí ní òmìnira ẹ̀tọ́ ṣ́',
  Emoji: '👩🏽‍🚀 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ℹ️ 👨‍👩‍👧 🇬🇧🇫🇷',
};

describe('a text without its words', () => {
  it.each(Object.entries(languages))(
    'has as many characters, code points and bytes, and keeps its spaces: %s',
    (_, text) => {
      // Each word by itself too, so that two differences cannot make up for one another.
      for (const part of [text, ...text.split(' ')]) {
        const hidden = maskedText(part);
        expect([part, characters(hidden)]).toEqual([part, characters(part)]);
        expect([part, bytes(hidden)]).toEqual([part, bytes(part)]);
        expect([...hidden]).toHaveLength([...part].length);
        expect(hidden.replace(/\S/gu, '')).toBe(part.replace(/\S/gu, ''));
      }
    },
  );

  it('has another letter for each one that can be told from others', () => {
    for (const [language, text] of Object.entries(languages))
      for (const word of text.match(/\p{L}{3,}/gu) ?? [])
        expect([language, maskedText(text).includes(word)]).toEqual([language, false]);
  });
});

describe('a deck without its words', () => {
  it('has texts of the same length in characters and in bytes, and no letter of theirs', () => {
    for (const text of [
      'Wie geht’s?',
      'أهلا وسهلا',
      '你好 2026',
      '👩🏽‍🚀 ok',
      'e\u0301te\u0301',
      '',
      '  ',
    ]) {
      const hidden = maskedText(text);
      expect([...hidden]).toHaveLength([...text].length);
      expect(bytes(hidden)).toBe(bytes(text));
      for (const word of text.match(/\p{L}{2,}/gu) ?? []) expect(hidden).not.toContain(word);
    }
  });

  it('shows no word and no picture of any template, and has all of its ids, kinds and numbers', () => {
    for (const { deck } of templates) {
      const said = JSON.stringify(toFile(masked(deck)));
      expect(said).not.toContain(deck.title);
      expect(masked(deck).slides.map(({ id, kind }) => ({ id, kind }))).toEqual(
        deck.slides.map(({ id, kind }) => ({ id, kind })),
      );
    }
    const picture = { src: 'data:image/png;base64,c2VjcmV0', alt: 'A secret' };
    const slide = {
      ...contentSlide('a', 'T'),
      picture,
      video: { url: 'https://v.example/s', title: 'V' },
    };
    const [hidden] = masked({ title: 'T', language: 'en', slides: [slide] }).slides;
    expect(hidden).toMatchObject({
      picture: { src: smallest, alt: 'x xxxxxx' },
      video: { url: 'https://x.xxxxxxx/x', title: 'x' },
    });
    const beside = { ...slide, picture: { src: 'wards/anna.jpg', alt: 'A' } };
    const [elsewhere] = masked({ title: 'T', language: 'en', slides: [beside] }).slides;
    expect(elsewhere).toMatchObject({ picture: { src: 'xxxxx/xxxx.xxx' } });
  });
});
