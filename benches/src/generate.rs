//! A customer book like those companies have, of any size: a few customers buy most, some return
//! goods, some pay late, in parts or not at all.

use crate::random::{Random, Zipf};

/// How large a book to make.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub customers: usize,
    pub lines: usize,
    pub invoices: usize,
}

/// Orders begin so many days before the as-of day, about eighteen months.
const FIRST_DAY: i32 = -548;
/// The export was made so many days after the as-of day: its last rows are not visible yet.
pub const LAST_DAY: i32 = 14;

/// The tables as columns. Days count from the as-of day, money is in hundredths, ids are positions.
pub struct GeneratedBook {
    pub customers: usize,
    pub products: usize,
    pub orders: usize,
    pub lines: Lines,
    pub invoices: Invoices,
    pub settlements: Settlements,
}

#[derive(Default)]
pub struct Lines {
    pub order: Vec<u32>,
    pub customer: Vec<u32>,
    pub day: Vec<i32>,
    pub product: Vec<u32>,
    pub quantity: Vec<i64>,
    pub amount: Vec<i64>,
    pub cost: Vec<i64>,
}

#[derive(Default)]
pub struct Invoices {
    pub customer: Vec<u32>,
    pub issued: Vec<i32>,
    pub due: Vec<i32>,
    pub amount: Vec<i64>,
}

#[derive(Default)]
pub struct Settlements {
    pub invoice: Vec<u32>,
    pub day: Vec<i32>,
    pub amount: Vec<i64>,
}

/// How a customer pays.
#[derive(Clone, Copy)]
struct Payer {
    /// Invoices in a thousand that are never paid.
    unpaid: u64,
    /// Days after the due day on which the others are paid.
    earliest: i64,
    latest: i64,
}

const PROMPT: Payer = Payer { unpaid: 4, earliest: -12, latest: 2 };
const TARDY: Payer = Payer { unpaid: 15, earliest: -2, latest: 28 };
const SLOW: Payer = Payer { unpaid: 60, earliest: 5, latest: 85 };
const BAD: Payer = Payer { unpaid: 300, earliest: 30, latest: 220 };

struct Customer {
    payer: Payer,
    terms: i32,
    discount_permille: i64,
}

struct Product {
    price: i64,
    cost_permille: i64,
}

/// Something sold in one order, to be invoiced.
struct Sale {
    customer: u32,
    day: i32,
    amount: i64,
}

impl GeneratedBook {
    /// Makes the book of this size: always the same one.
    pub fn new(size: Size) -> Self {
        let mut random = Random::new(0x6B65_7961_6363_6F75);
        let customers: Vec<Customer> = (0..size.customers).map(|_| customer(&mut random)).collect();
        let products: Vec<Product> =
            (0..(size.customers / 50).max(200)).map(|_| product(&mut random)).collect();
        let line_counts = line_counts(size.lines, &mut random);
        let buyers = buyers(size.customers, line_counts.len(), &mut random);
        let mut lines = Lines::default();
        let sales = sell(&mut lines, &line_counts, &buyers, &customers, &products, &mut random);
        let invoices = invoice(&sales, &customers, size.invoices, &mut random);
        let settlements = settle(&invoices, &customers, &mut random);
        Self {
            customers: size.customers,
            products: products.len(),
            orders: line_counts.len(),
            lines,
            invoices,
            settlements,
        }
    }
}

fn customer(random: &mut Random) -> Customer {
    let payer = match random.below(100) {
        0..60 => PROMPT,
        60..85 => TARDY,
        85..95 => SLOW,
        _ => BAD,
    };
    let terms = [0, 15, 30, 30, 45, 60, 60, 90];
    Customer { payer, terms: terms[random.index(terms.len())], discount_permille: random.among(0..=150) }
}

fn product(random: &mut Random) -> Product {
    // One product in fifty is sold below cost.
    let cost_permille = if random.chance(20) { random.among(1000..=1150) } else { random.among(550..=930) };
    Product { price: random.among(500..=200_000), cost_permille }
}

/// How many lines each order has, 1 to 5, all together `lines`.
fn line_counts(lines: usize, random: &mut Random) -> Vec<usize> {
    let mut left = lines;
    let mut counts = Vec::with_capacity(lines / 3);
    while left > 0 {
        let count = (1 + random.index(5)).min(left);
        counts.push(count);
        left -= count;
    }
    counts
}

/// The customer of each order: nearly everybody once, for the rest some far more often than others.
fn buyers(customers: usize, orders: usize, random: &mut Random) -> Vec<u32> {
    let mut by_rank: Vec<u32> = (0..customers as u32).collect();
    random.shuffle(&mut by_rank);
    let everybody = (customers * 97 / 100).min(orders);
    let zipf = Zipf::new(customers, 10);
    let mut buyers: Vec<u32> = by_rank[..everybody].to_vec();
    buyers.extend((everybody..orders).map(|_| by_rank[zipf.draw(random)]));
    random.shuffle(&mut buyers);
    buyers
}

/// Writes the order lines, in the order of their days, and returns what is to be invoiced.
fn sell(
    lines: &mut Lines,
    line_counts: &[usize],
    buyers: &[u32],
    customers: &[Customer],
    products: &[Product],
    random: &mut Random,
) -> Vec<Sale> {
    let assortment = Zipf::new(products.len(), 20);
    let days = i64::from(LAST_DAY - FIRST_DAY) + 1;
    let mut sales = Vec::with_capacity(buyers.len());
    for (order, (buyer, count)) in buyers.iter().zip(line_counts).enumerate() {
        let day = FIRST_DAY + (order as i64 * days / buyers.len() as i64) as i32;
        let discount = customers[*buyer as usize].discount_permille;
        let mut sold = 0;
        for _ in 0..*count {
            let number = assortment.draw(random);
            let product = &products[number];
            let mut quantity = random.among(1..=40);
            if random.chance(30) {
                quantity = -quantity.min(5);
            }
            let amount = quantity * (product.price * (1000 - discount) / 1000);
            lines.order.push(order as u32);
            lines.customer.push(*buyer);
            lines.day.push(day);
            lines.product.push(number as u32);
            lines.quantity.push(quantity);
            lines.amount.push(amount);
            lines.cost.push(quantity * (product.price * product.cost_permille / 1000));
            sold += amount;
        }
        if sold > 100 {
            sales.push(Sale { customer: *buyer, day, amount: sold });
        }
    }
    sales
}

/// One invoice for each sale, two for as many as it takes to make `count`, sorted by issue day.
fn invoice(sales: &[Sale], customers: &[Customer], count: usize, random: &mut Random) -> Invoices {
    let mut further = count.saturating_sub(sales.len()).min(sales.len()) as u64;
    let mut rows: Vec<(i32, u32, i64)> = Vec::with_capacity(count);
    for (position, sale) in sales.iter().take(count).enumerate() {
        let in_two = random.below((sales.len() - position) as u64) < further;
        let first = if in_two { sale.amount * random.among(30..=70) / 100 } else { sale.amount };
        let issued = sale.day + random.among(0..=7) as i32;
        rows.push((issued.min(LAST_DAY), sale.customer, first));
        if in_two {
            further -= 1;
            let issued = issued + random.among(5..=30) as i32;
            rows.push((issued.min(LAST_DAY), sale.customer, sale.amount - first));
        }
    }
    rows.sort_unstable();
    let mut invoices = Invoices::default();
    for (issued, customer, amount) in rows {
        invoices.customer.push(customer);
        invoices.issued.push(issued);
        invoices.due.push(issued + customers[customer as usize].terms);
        invoices.amount.push(amount);
    }
    invoices
}

/// What was paid until the export was made, sorted by day.
fn settle(invoices: &Invoices, customers: &[Customer], random: &mut Random) -> Settlements {
    let mut rows: Vec<(i32, u32, i64)> = Vec::with_capacity(invoices.amount.len());
    for (number, amount) in invoices.amount.iter().enumerate() {
        let payer = customers[invoices.customer[number] as usize].payer;
        if random.chance(payer.unpaid) {
            continue;
        }
        let parts = match random.below(100) {
            0..83 => 1,
            83..97 => 2,
            _ => 3,
        };
        // Goods are not paid before they are invoiced.
        let due = invoices.due[number] + random.among(payer.earliest..=payer.latest) as i32;
        let mut day = due.max(invoices.issued[number]);
        let mut open = *amount;
        for part in 1..=parts {
            let last = part == parts;
            // One last part in eight never comes.
            if last && parts > 1 && random.chance(125) {
                break;
            }
            let paid = if last { open } else { open * random.among(30..=70) / 100 };
            if day <= LAST_DAY && paid > 0 {
                rows.push((day, number as u32, paid));
                open -= paid;
            }
            day += random.among(0..=40) as i32;
        }
    }
    rows.sort_unstable();
    let mut settlements = Settlements::default();
    for (day, invoice, amount) in rows {
        settlements.invoice.push(invoice);
        settlements.day.push(day);
        settlements.amount.push(amount);
    }
    settlements
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: Size = Size { customers: 1_000, lines: 20_000, invoices: 10_000 };

    #[test]
    fn a_book_has_the_rows_that_were_asked_for_and_is_always_the_same() {
        let (book, again) = (GeneratedBook::new(SMALL), GeneratedBook::new(SMALL));
        assert_eq!((book.lines.order.len(), book.invoices.amount.len()), (20_000, 10_000));
        assert_eq!(book.lines.amount, again.lines.amount);
        assert_eq!(book.settlements.day, again.settlements.day);
    }

    #[test]
    fn a_tenth_of_the_customers_order_more_than_a_third() {
        let book = GeneratedBook::new(SMALL);
        let mut lines = vec![0_usize; SMALL.customers];
        for customer in &book.lines.customer {
            lines[*customer as usize] += 1;
        }
        lines.sort_unstable_by(|a, b| b.cmp(a));
        let of_first_tenth: usize = lines[..SMALL.customers / 10].iter().sum();
        assert!(of_first_tenth * 3 > SMALL.lines, "{of_first_tenth}");
    }

    #[test]
    fn invoices_are_paid_late_in_parts_or_not_at_all_but_never_twice_or_before_issue() {
        let book = GeneratedBook::new(SMALL);
        let mut open = book.invoices.amount.clone();
        let mut parts = vec![0_u32; open.len()];
        let mut late = 0_u32;
        for (at, invoice) in book.settlements.invoice.iter().enumerate() {
            let invoice = *invoice as usize;
            assert!(book.settlements.day[at] >= book.invoices.issued[invoice]);
            assert!(book.settlements.amount[at] > 0);
            open[invoice] -= book.settlements.amount[at];
            parts[invoice] += 1;
            late += u32::from(book.settlements.day[at] > book.invoices.due[invoice]);
        }
        assert!(open.iter().all(|open| *open >= 0));
        assert!(open.contains(&0) && open.iter().any(|open| *open > 0));
        assert!(parts.contains(&0) && parts.contains(&2) && late > 0);
        assert!(book.lines.quantity.iter().any(|quantity| *quantity < 0), "no returns");
    }
}
