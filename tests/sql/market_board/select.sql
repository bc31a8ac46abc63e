-- two of the markets are enough to be looked at
select * from bi.market_board where market in ('DE', 'FR')
