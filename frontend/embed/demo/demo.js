const news = document.getElementById("news");
const told = { booked: "gebucht", moved: "verschoben", cancelled: "abgesagt" };

for (const [event, words] of Object.entries(told)) {
  document.addEventListener(event, ({ detail }) => {
    const entry = document.createElement("li");
    entry.textContent = `Termin ${detail.number} ist ${words}.`;
    news.append(entry);
  });
}
