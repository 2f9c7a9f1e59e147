"""What is published: releases of schemas, and a site."""
