import { Component, type ComponentChildren } from 'preact';

/** When the page itself has a fault: a sentence and a way on, never a blank page. What was kept is in storage. */
export class Unbroken extends Component<{ children: ComponentChildren }, { broken: boolean }> {
  override state = { broken: false };

  override componentDidCatch(fault: unknown) {
    console.error(fault);
    this.setState({ broken: true });
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <main>
        <h1>This page has a fault</h1>
        <p>
          What was sent is with the server, and what you were writing is kept. Load the page again.
        </p>
        <button class="button" type="button" onClick={() => window.location.reload()}>
          Load it again
        </button>
      </main>
    );
  }
}
