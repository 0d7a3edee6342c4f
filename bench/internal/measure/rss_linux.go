package measure

const maxrssUnit = 1024 // getrusage(2) counts in kilobytes
