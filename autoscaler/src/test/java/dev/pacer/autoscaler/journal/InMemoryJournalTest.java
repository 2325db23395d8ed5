package dev.pacer.autoscaler.journal;

class InMemoryJournalTest extends JournalContract {
  @Override
  Journal journal() {
    return new InMemoryJournal();
  }
}
