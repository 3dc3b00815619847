namespace ToolTime.Monitor.Security.Rules;

/// <summary>Finds packages whose name is one letter away from a well-known one.</summary>
internal static class SimilarNames
{
    private const int ShortestName = 5;

    private static readonly Dictionary<string, string[]> WellKnown = new(StringComparer.Ordinal)
    {
        ["npm"] =
        [
            "react", "react-dom", "lodash", "express", "axios", "chalk", "commander", "typescript", "webpack", "eslint", "prettier",
                "babel-core", "jquery", "moment", "dotenv", "mongoose", "cross-env", "electron", "request", "underscore",
            "debug", "bluebird", "inquirer", "redux", "vue-router", "tailwindcss", "postcss", "rollup", "vitest", "jest-cli", "mocha",
                "nodemon", "socket.io", "puppeteer", "playwright", "cheerio", "discord.js", "ethers", "graphql", "mysql2", "sequelize",
                "passport", "bcrypt", "jsonwebtoken", "body-parser", "colors", "minimist", "rimraf", "uuid", "yargs", "zod", "prisma",
                "fastify", "nestjs", "styled-components", "date-fns", "node-fetch", "ts-node", "husky", "lint-staged", "sharp",
            "event-stream", "babel-cli", "node-sass", "grunt-cli", "gulp-cli", "nodemailer", "http-proxy", "tailwind-merge", "next-auth",
        ],
        ["pypi"] =
        [
            "requests", "numpy", "pandas", "django", "flask", "urllib3", "matplotlib", "scipy", "tensorflow", "torch", "scikit-learn",
                "beautifulsoup4", "selenium", "pillow", "cryptography", "boto3", "botocore", "sqlalchemy", "pytest", "setuptools",
                "fastapi", "uvicorn", "pydantic", "aiohttp", "httpx", "jinja2", "paramiko", "openai", "anthropic", "colorama",
                "python-dateutil", "pyyaml", "certifi", "psycopg2", "psycopg2-binary", "redis", "celery", "click", "tqdm", "transformers",
                "langchain", "opencv-python", "virtualenv", "poetry", "black", "mypy",
        ],
        ["nuget"] = ["newtonsoft.json", "serilog", "automapper", "dapper", "polly", "moq", "xunit", "nunit", "mediatr", "fluentvalidation",
            "fluentassertions", "system.text.json", "entityframework", "swashbuckle.aspnetcore", "restsharp", "log4net", "npgsql"],
        ["crates"] = ["serde", "serde_json", "tokio", "rustls", "reqwest", "clap", "anyhow", "thiserror", "rust_decimal", "chrono",
            "tracing", "hyper", "regex", "rayon", "itertools", "ripgrep"],
        ["gem"] = ["rails", "bundler", "rspec", "sinatra", "nokogiri", "devise", "puma", "sidekiq", "faraday", "rubocop", "rest-client",
            "activerecord", "httparty", "capybara", "jekyll"],
        ["docker"] = ["python", "node", "nginx", "postgres", "redis", "ubuntu", "debian", "alpine", "golang", "mysql", "mariadb", "mongo",
            "httpd", "busybox", "openjdk"],
        ["go"] = ["github.com/sirupsen/logrus", "github.com/gin-gonic/gin", "github.com/stretchr/testify", "github.com/spf13/cobra",
            "github.com/spf13/viper", "github.com/gorilla/mux", "github.com/google/uuid", "github.com/boltdb/bolt", "github.com/urfave/cli",
            "go.uber.org/zap", "google.golang.org/grpc"],
        ["brew"] = ["ffmpeg", "postgresql", "terraform", "kubectl", "openssl", "imagemagick"],
    };

    /// <summary>Well-known names that are similar to another well-known one.</summary>
    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        "preact", "redux", "rebass", "request", "requests", "express", "color", "colors", "mongoose", "mongodb", "lodash", "lodash-es",
            "mysql", "mysql2", "vue", "nuxt", "next", "mocha", "moment", "comment", "black", "flask", "flake8", "click", "clock", "clack",
            "clique", "mypy", "torch", "httpx", "https", "pillow", "redis", "reddis-py", "zod", "serve", "server", "rspec", "rails", "puma",
            "pump", "hyper", "hyperx", "regex", "rexex", "debug",
        "uvicorn", "gunicorn", "pytest", "openapi", "axios", "chalk", "sharp", "tslint", "eslint", "prisma", "rollup", "tokio", "clap",
            "bcrypt", "bcryptjs", "scrypt", "poetry", "celery", "celerys", "graphql", "graphiql", "nodemon", "electron", "numpy", "numba",
            "scipy", "sympy", "pandas", "polars", "postcss", "typescript", "cheerio", "passport", "anthropic", "pydantic", "urllib3",
            "urllib", "boto3", "boto", "botocore", "aiobotocore", "httpie", "aiohttp", "jinja2", "jinja", "psycopg2", "psycopg", "psycopg3",
            "puppeteer", "fastify", "fastapi", "terraform", "kubectl", "kubectx", "reqwest", "tracing", "chrono", "rayon", "serde", "yargs",
            "inquirer", "commander", "prettier", "husky", "rimraf", "setuptools", "certifi", "colorama", "tensorflow", "selenium", "django",
            "expo", "ethers", "minimist", "optimist", "mongo", "mariadb", "github.com/urfave/cli/v2",
    };

    /// <summary>Other names of packages that were, or could be, taken for well-known ones.</summary>
    private static readonly Dictionary<string, string> Impostors = new(StringComparer.Ordinal)
    {
        ["@anthropic/claude-code"] = "@anthropic-ai/claude-code",
        ["@claude-ai/claude-code"] = "@anthropic-ai/claude-code",
        ["cross-env.js"] = "cross-env",
        ["d3.js"] = "d3",
        ["jquery.js"] = "jquery",
        ["nodemailer.js"] = "nodemailer",
        ["nodemailer-js"] = "nodemailer",
        ["noderequest"] = "request",
        ["nodesass"] = "node-sass",
        ["http-proxy.js"] = "http-proxy",
        ["mssql.js"] = "mssql",
        ["openssl.js"] = "openssl",
    };

    /// <summary>The well-known name that a package's name resembles, or null.</summary>
    /// <param name="package">The registry and the name, such as `npm:lodash`.</param>
    public static string? Find(string package)
    {
        var colon = package.IndexOf(':');
        if (colon < 0 || !WellKnown.TryGetValue(package[..colon], out var known))
        {
            return null;
        }

        var name = package[(colon + 1)..].ToLowerInvariant();
        if (Impostors.TryGetValue(package[(colon + 1)..], out var original))
        {
            return original;
        }

        if (name.Length < ShortestName - 1 || Others.Contains(name) || known.Contains(name) || name.StartsWith('@')
            || (name.Contains('/', StringComparison.Ordinal) && !package.StartsWith("go:", StringComparison.Ordinal)))
        {
            return null;
        }

        return Array.Find(known, candidate => candidate.Length >= ShortestName
            && (IsNear(name, candidate) || (name.EndsWith(".js", StringComparison.Ordinal) && name[..^3] == candidate)));
    }

    /// <summary>
    /// Whether one letter is missing, added or replaced, two neighbours are swapped, or words are only joined differently.
    /// </summary>
    private static bool IsNear(string name, string known)
    {
        if (Math.Abs(name.Length - known.Length) > 1)
        {
            return false;
        }

        var start = 0;
        while (start < name.Length && start < known.Length && name[start] == known[start])
        {
            start++;
        }

        var a = name.AsSpan(start);
        var b = known.AsSpan(start);
        if (a.Length == b.Length)
        {
            return a.Length > 0 && (a[1..].SequenceEqual(b[1..])
                || (a.Length > 1 && a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..])));
        }

        // A plural or another version is not a misspelling.
        return a.Length > b.Length ? a[1..].SequenceEqual(b) && !(b.IsEmpty && char.IsAsciiDigit(a[0])) : b[1..].SequenceEqual(a);
    }
}
