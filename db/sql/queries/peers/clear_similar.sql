-- Our own findings, which are made anew; those of providers stay.
delete from mart.similar_artist where source = 'groundswell'
