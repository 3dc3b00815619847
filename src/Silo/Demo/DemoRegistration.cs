namespace ToolTime.Silo.Demo;

/// <summary>Registers the demo if it is requested.</summary>
internal static class DemoRegistration
{
    public static void AddDemo(this IServiceCollection services, DemoRun? run)
    {
        if (run is not null)
        {
            services.AddSingleton(run);
            services.AddHostedService<DemoFilling>();
        }
    }
}
