import type { Level, ResultsMode } from '@protocol/messages';
import { leftBehind, type Turned } from '../../deck/another-kind';
import type { Action, SlidePatch } from '../../deck/edit';
import {
  kinds,
  most,
  type ChoiceSlide,
  type ContentSlide,
  type QuestionSlide,
  type ScaleSlide,
  type Slide,
} from '../../deck/model';
import { editor as sayEditor, fields as say, kindName, levelMeans, resultsMean } from '../words';
import { slidePath, unplaced, FaultsContext } from './faults';
import { ChoiceField, FlagField, Group, NumberField, TextField } from './fields';
import { PartsField } from './parts-field';
import { PictureField } from './picture-field';
import { useContext } from 'preact/hooks';

interface Props {
  slide: Slide;
  /** What it was before it was of its kind, if it was something else. */
  turned: Turned | undefined;
  index: number;
  act: (action: Action) => void;
  newId: () => string;
}

/** A form for every field of the slide. */
export function SlideForm({ slide, turned, index, act, newId }: Props) {
  const path = slidePath(index);
  const set = (patch: SlidePatch) => act({ type: 'patch', slide: slide.id, patch });
  return (
    <form class="slide-form" onSubmit={(event) => event.preventDefault()}>
      <Unplaced slide={slide} index={index} />
      <KindField slide={slide} turned={turned} act={act} newId={newId} />
      {slide.kind === 'content' ? (
        <ContentFields slide={slide} path={path} set={set} />
      ) : (
        <QuestionFields slide={slide} path={path} set={set} act={act} />
      )}
      <TextField
        label={say.warning}
        hint={say.warningHint}
        at={`${path}.warning`}
        value={slide.warning}
        most={most.warning}
        lines={2}
        onChange={(warning) => set({ warning })}
      />
      <TextField
        label={say.notes}
        hint={say.notesHint}
        at={`${path}.notes`}
        value={slide.notes}
        most={most.notes}
        lines={3}
        onChange={(notes) => set({ notes })}
      />
    </form>
  );
}

function Unplaced({ slide, index }: { slide: Slide; index: number }) {
  const faults = unplaced(useContext(FaultsContext), slide, index);
  return (
    <ul class="faults">
      {faults.map((fault) => (
        <li key={`${fault.at} ${fault.message}`}>
          {fault.message} {say.allowed(fault.allowed)}
        </li>
      ))}
    </ul>
  );
}

/** Of which there is one on the page; it keeps the focus when another kind draws another form. */
export const kindFieldId = 'slide-kind';

function KindField({ slide, turned, act, newId }: Omit<Props, 'index'>) {
  const left = turned === undefined ? nothingLeft : leftBehind(slide, turned);
  return (
    <div class="form-field">
      <label for={kindFieldId}>{sayEditor.kind}</label>
      <select
        id={kindFieldId}
        class="field"
        aria-describedby={`${kindFieldId}-left`}
        value={slide.kind}
        onChange={(event) => {
          const kind = kinds.find((each) => each === event.currentTarget.value);
          if (kind !== undefined) act({ type: 'kind', slide: slide.id, kind, newId: newId() });
        }}
      >
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {kindName[kind]}
          </option>
        ))}
      </select>
      <p id={`${kindFieldId}-left`} class="form-hint">
        {left.words && sayEditor.wordsInNotes} {left.picture && sayEditor.pictureLeft}
      </p>
    </div>
  );
}

const nothingLeft = { words: false, picture: false };

interface FieldsProps<S> {
  slide: S;
  path: string;
  set: (patch: SlidePatch) => void;
}

function ContentFields({ slide, path, set }: FieldsProps<ContentSlide>) {
  const { video } = slide;
  return (
    <>
      <TextField
        label={say.title}
        at={`${path}.title`}
        value={slide.title}
        most={most.title}
        onChange={(title) => set({ title })}
      />
      <TextField
        label={say.markdown}
        hint={say.markdownHint}
        at={`${path}.markdown`}
        value={slide.markdown}
        most={most.markdown}
        lines={8}
        onChange={(markdown) => set({ markdown })}
      />
      <PictureField
        picture={slide.picture}
        path={`${path}.picture`}
        onChange={(picture) => set({ picture })}
      />
      <Group title={say.video}>
        <TextField
          label={say.videoUrl}
          at={`${path}.video.url`}
          value={video.url}
          most={2000}
          plain
          onChange={(url) => set({ video: { ...video, url } })}
        />
        <TextField
          label={say.videoTitle}
          at={`${path}.video.title`}
          value={video.title}
          most={most.title}
          onChange={(title) => set({ video: { ...video, title } })}
        />
      </Group>
    </>
  );
}

interface QuestionProps extends FieldsProps<QuestionSlide> {
  act: (action: Action) => void;
}

function QuestionFields({ slide, path, set, act }: QuestionProps) {
  return (
    <>
      <TextField
        label={say.prompt}
        at={`${path}.prompt`}
        value={slide.prompt}
        most={most.prompt}
        lines={2}
        onChange={(prompt) => set({ prompt })}
      />
      <KindFields slide={slide} path={path} set={set} act={act} />
      <ChoiceField<Level>
        legend={say.level}
        value={slide.level}
        choices={(['open', 'protected', 'strict'] as const).map((level) => ({
          value: level,
          ...levelMeans[level],
        }))}
        onChange={(level) => set({ level })}
      />
      <ChoiceField<ResultsMode>
        legend={say.results}
        value={slide.results}
        choices={(['live', 'on_reveal'] as const).map((mode) => ({
          value: mode,
          name: resultsMean[mode],
        }))}
        onChange={(results) => set({ results })}
      />
    </>
  );
}

function KindFields({ slide, path, set, act }: QuestionProps) {
  switch (slide.kind) {
    case 'word_cloud':
      return (
        <NumberField
          label={say.entries}
          at={`${path}.entries`}
          value={slide.entries}
          min={1}
          max={most.entries}
          onChange={(entries) => set({ entries })}
        />
      );
    case 'free_text':
      return (
        <div class="form-pair">
          <NumberField
            label={say.answers}
            at={`${path}.answers`}
            value={slide.answers}
            min={1}
            max={most.answers}
            onChange={(answers) => set({ answers })}
          />
          <NumberField
            label={say.maxLength}
            at={`${path}.max_length`}
            value={slide.max_length}
            min={1}
            max={most.textLength}
            onChange={(max_length) => set({ max_length })}
          />
        </div>
      );
    case 'scale':
      return <ScaleFields slide={slide} path={path} set={set} act={act} />;
    case 'choice':
      return <ChoiceFields slide={slide} path={path} set={set} act={act} />;
  }
}

interface PartedProps<S> extends FieldsProps<S> {
  act: (action: Action) => void;
}

function ScaleFields({ slide, path, set, act }: PartedProps<ScaleSlide>) {
  const { range } = slide;
  const setRange = (part: Partial<typeof range>) => set({ range: { ...range, ...part } });
  return (
    <>
      <PartsField slide={slide} path={path} act={act} />
      <div class="form-pair">
        <NumberField
          label={say.min}
          at={`${path}.range.min`}
          value={range.min}
          min={0}
          max={99}
          onChange={(min) => setRange({ min })}
        />
        <TextField
          label={say.minLabel}
          at={`${path}.range.min_label`}
          value={range.min_label}
          most={most.label}
          onChange={(min_label) => setRange({ min_label })}
        />
        <NumberField
          label={say.max}
          at={`${path}.range.max`}
          value={range.max}
          min={1}
          max={100}
          onChange={(max) => setRange({ max })}
        />
        <TextField
          label={say.maxLabel}
          at={`${path}.range.max_label`}
          value={range.max_label}
          most={most.label}
          onChange={(max_label) => setRange({ max_label })}
        />
      </div>
      <FlagField
        label={say.notApplicable}
        value={slide.not_applicable}
        onChange={(not_applicable) => set({ not_applicable })}
      />
    </>
  );
}

function ChoiceFields({ slide, path, set, act }: PartedProps<ChoiceSlide>) {
  return (
    <>
      <PartsField slide={slide} path={path} act={act} />
      <ChoiceField<ChoiceSlide['select']>
        legend={say.select}
        value={slide.select}
        choices={[
          { value: 'one', name: say.selectOne },
          { value: 'several', name: say.selectSeveral },
        ]}
        onChange={(select) => set({ select })}
      />
    </>
  );
}
